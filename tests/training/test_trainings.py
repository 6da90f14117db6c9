"""The trainings of architectures: each has all that is asked of one, and says what is true of it."""

from dataclasses import replace

import pytest
import torch

from lowexp_gui.model.architectures import ARCHITECTURES, REFINED_SCENE, WHOLE_SCENE
from lowexp_gui.model.model_library import StoredModel, shipped_models
from lowexp_gui.training.data.batches import Batch
from lowexp_gui.training.data.photo_sets import TrainingData
from lowexp_gui.training.losses.terms import Loss, LossTerm
from lowexp_gui.training.plans import PLANS
from lowexp_gui.training.publishing import draft_card
from lowexp_gui.training.recipe import Module
from lowexp_gui.training.trainings import TRAININGS, training_of
from lowexp_gui.translatable import Translatable

RECIPE = PLANS["article"].recipes[Module.ENHANCEMENT]


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_every_architecture_has_a_training_with_lessons_for_both_modules(name: str) -> None:
    assert set(training_of(name).modules) == set(Module)
    assert training_of(name).base in PLANS.values()


@pytest.mark.parametrize("plan", PLANS)
def test_the_card_of_a_plan_tells_its_own_losses_and_bounds(plan: str) -> None:
    card = draft_card("mine", PLANS[plan], TrainingData((), (), (), ()), "0" * 64)
    of_article = PLANS[plan].name.startswith("article")
    assert card.bounded is not of_article
    assert card.recipe["two-way loss"].startswith("of means" if of_article else "at the working size")
    assert card.recipe["scales of formula 6"][0] == (0.0448 if of_article else 0.35)


def test_a_refined_architecture_takes_the_weights_of_what_it_refines_and_no_others() -> None:
    takes = {(name, other) for name in ARCHITECTURES for other in ARCHITECTURES if _takes(name, other)}
    assert takes == {(WHOLE_SCENE.name, REFINED_SCENE.name), (REFINED_SCENE.name, WHOLE_SCENE.name)}


def _takes(name: str, other: str) -> bool:
    return ARCHITECTURES[name].takes_weights_of(ARCHITECTURES[other])


def test_a_loss_is_the_weighted_sum_of_its_terms_and_leaves_out_those_without_weight() -> None:
    def fails(_made: object, _batch: Batch) -> torch.Tensor:
        raise AssertionError("it counts nothing")

    loss = Loss(
        lambda network, batch, _: network * batch.degraded,
        (
            LossTerm(lambda made, _: made.sum(), lambda _: 1.0, {"sum": "of all"}),
            LossTerm(
                lambda made, batch: (made - batch.reference).abs().mean(), lambda r: 2 * r.two_way_weight
            ),
            LossTerm(fails, lambda recipe: recipe.whole_weight),
        ),
    )
    ones = torch.ones(1, 3, 2, 2)
    recipe = replace(RECIPE, two_way_weight=0.5, whole_weight=0.0)
    assert float(loss(3, Batch(ones, ones, ones), recipe)) == pytest.approx(36 + 2)
    assert loss.facts == {"sum": "of all"}


def test_no_fact_of_a_card_is_told_by_two_terms() -> None:
    for training in TRAININGS.values():
        told = [
            fact
            for module_training in training.modules.values()
            for term in module_training.loss.terms
            for fact in term.facts
        ]
        assert len(told) == len(set(told))


@pytest.mark.parametrize("shelved", shipped_models(), ids=lambda shelved: shelved.card.name)
def test_a_shipped_model_is_described_by_its_plan(shelved: StoredModel) -> None:
    """The plan marks these texts for translation, so the window knows those of the card."""
    plan = PLANS[shelved.card.name]
    assert (shelved.card.title, shelved.card.description, shelved.card.terms) == (
        plan.title,
        plan.description,
        plan.terms,
    )
    assert all(isinstance(text, Translatable) for text in (plan.title, plan.description, plan.terms))
