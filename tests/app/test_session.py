"""The order of work, and what is cached."""

import threading
import time
from functools import partial

import numpy as np

from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.app.viewing import view_feed
from lowexp_gui.app.viewing.pictures import pixels_of
from lowexp_gui.app.viewing.source import Source
from lowexp_gui.enhancing.adjustments import Adjustments, Stage
from lowexp_gui.photo.region import Region


def _states(session):
    return [photo.status.state for photo in session.open_photos]


def test_another_photo_goes_first_and_the_interrupted_one_comes_back(session, wait, large_photo, dark_photo):
    session.opening.open_paths([large_photo, dark_photo])
    wait(lambda: len(session.open_photos) == 2 and session.open_photos.at(0).status.fraction > 0)
    session.in_view.step(1)
    assert _states(session)[0] is PhotoState.QUEUED
    wait(lambda: _states(session)[1] is PhotoState.DONE)
    wait(lambda: session.open_photos.at(0).status.fraction > 0)
    assert _states(session)[0] is PhotoState.WORKING


def test_a_finished_result_is_kept_when_another_photo_is_viewed(session, wait, dark_photos):
    session.opening.open_paths(dark_photos)
    wait(lambda: session.in_view.has_result)
    first = session.in_view.result_of(session.in_view.open_photo.key)
    session.in_view.step(1)
    wait(lambda: session.in_view.has_result)
    session.in_view.step(-1)
    assert session.in_view.result_of(session.in_view.open_photo.key) is first
    assert not session.activity.is_busy


def test_unviewed_photos_wait(session, wait, dark_photos):
    session.opening.open_paths(dark_photos)
    wait(lambda: session.in_view.has_result)
    assert _states(session) == [PhotoState.DONE, PhotoState.WAITING, PhotoState.WAITING]
    assert not session.activity.is_busy


def test_results_that_do_not_fit_into_memory_are_made_again(session, wait, dark_photos):
    session._memory_cache._max_bytes = 1
    session.opening.open_paths(dark_photos)
    wait(lambda: session.in_view.has_result)
    session.in_view.step(1)
    wait(lambda: session.in_view.has_result)
    assert _states(session)[0] is PhotoState.WAITING
    session.in_view.step(-1)
    wait(lambda: session.in_view.has_result)


def test_results_are_left_out_of_folders_and_opened_by_themselves(session, wait, notices, dark_photos):
    session.opening.open_paths(dark_photos)
    wait(lambda: session.in_view.has_result)
    session.exports.save_current()
    result = dark_photos[0].parent / "Lowexp" / "IMG_1_lowexp.jpg"
    wait(result.exists)
    session.opening.open_paths([dark_photos[0].parent])
    wait(lambda: any(each.sentence == "1 result of Lowexp was skipped." for each in notices))
    assert len(session.open_photos) == 3
    session.opening.open_paths([result])
    wait(lambda: len(session.open_photos) == 4)


def test_a_cancelled_photo_is_not_enhanced_until_requested(session, wait, large_photo, dark_photo):
    session.opening.open_paths([large_photo, dark_photo])
    wait(lambda: len(session.open_photos) == 2 and session.open_photos.at(0).status.fraction > 0)
    session.cancel()
    assert _states(session)[0] is PhotoState.CANCELLED
    session.in_view.step(1)
    wait(lambda: session.in_view.has_result)
    session.in_view.step(-1)
    assert _states(session)[0] is PhotoState.CANCELLED
    assert not session.activity.is_busy
    session.run_again()
    wait(lambda: session.open_photos.at(0).status.fraction > 0)


def test_another_device_runs_the_photo_in_view_again_and_the_others_later(session, wait, dark_photos):
    session.opening.open_paths(dark_photos)
    wait(lambda: session.in_view.has_result)
    session.in_view.step(1)
    wait(lambda: session.in_view.has_result)
    session.in_view.set_device("auto")
    assert _states(session)[0] is PhotoState.WAITING
    wait(lambda: _states(session)[1] is PhotoState.DONE)
    assert _states(session)[0] is PhotoState.WAITING


def test_the_view_is_the_one_that_is_exported(session, wait, dark_photo, whole_view):
    from lowexp_gui.enhancing.rendering import render, to_display

    pictures = {}
    session.view.rendered.connect(lambda picture: pictures.update({picture.source: picture}))
    session.opening.open_paths([dark_photo])
    wait(lambda: session.in_view.has_result)
    adjustments = Adjustments(brightness=0.7, denoise=1.3)
    session.editing.adjust(adjustments)
    wait(lambda: session.view.is_settled)
    expected = to_display(
        render(session.in_view.result_of(session.in_view.open_photo.key), Stage.FINAL, adjustments)
    )
    assert np.array_equal(pixels_of(pictures[Source.FINAL].image), expected)


def test_before_can_be_seen_while_the_result_is_not_there(
    session, wait, dark_photo, whole_view, notices, monkeypatch
):
    pictures = []
    session.view.rendered.connect(pictures.append)
    session.editing.use_model("nonesuch")
    session.opening.open_paths([dark_photo])
    wait(lambda: notices and pictures)
    assert {picture.source for picture in pictures} == {Source.BEFORE}


def test_the_activity_ends_with_the_work(session, wait, dark_photo):
    heard = []
    session.activity.changed.connect(heard.append)
    session.opening.open_paths([dark_photo])
    wait(lambda: session.in_view.has_result)
    assert heard[0] is not None
    assert heard[-1] is None


def test_closing_twice_is_closing_once(session):
    session.close()
    session.close()
    assert all(thread.isFinished() for thread in session._threads)


def test_closing_while_torch_is_loaded_waits_for_it(session):
    session.warm_up()
    session.close()
    assert all(thread.isFinished() for thread in session._threads)


def test_progress_comes_at_most_20_times_a_second(session, wait, large_photo, monkeypatch):
    from lowexp_gui.enhancing import running

    told = []
    monkeypatch.setattr(running, "predict_noise", lambda _network, _enhancement, region, *_: _zeros(region))
    monkeypatch.setattr(running, "enhance_photo", partial(running.enhance_photo, tile=64))
    session._enhancer.progressed.connect(lambda *_: told.append(True))
    begun = time.monotonic()
    session.opening.open_paths([large_photo])
    wait(lambda: session.in_view.has_result)
    # How far apart they arrive here says nothing: what is late comes close together.
    assert 1 <= len(told) <= 20 * (time.monotonic() - begun) + 1


def _zeros(region):
    return np.zeros((region.height, region.width, 3), np.float32)


def test_the_window_s_thread_does_not_work(session, wait, dark_photo, monkeypatch):
    from lowexp_gui.enhancing import rendering, running
    from lowexp_gui.photo import reading

    threads = {}

    def watched(module, name):
        original = getattr(module, name)

        def watch(*arguments, **named):
            threads.setdefault(name, set()).add(threading.get_ident())
            return original(*arguments, **named)

        monkeypatch.setattr(module, name, watch)

    watched(reading, "read_photo")
    watched(rendering, "render")
    watched(running, "enhance_photo")
    session.opening.open_paths([dark_photo])
    wait(lambda: session.in_view.has_result)
    assert set(threads) >= {"read_photo", "enhance_photo"}
    assert threading.get_ident() not in set.union(*threads.values())


def test_an_interrupted_run_continues_where_it_stopped(session, wait, large_photo, dark_photo, monkeypatch):
    from lowexp_gui.enhancing import running

    predict, done, lights = running.predict_noise, [], []

    def watched(network, enhancement, region, *rest):
        if enhancement.photo.path == large_photo:
            done.append(region)
        return predict(network, enhancement, region, *rest)

    monkeypatch.setattr(running, "predict_noise", watched)
    session._work.light_found.connect(lambda _, enhancement: lights.append(enhancement))
    session.opening.open_paths([large_photo, dark_photo])
    wait(lambda: len(session.open_photos) == 2 and session.open_photos.at(0).status.fraction > 0)
    session.in_view.step(1)
    wait(lambda: _states(session)[1] is PhotoState.DONE)
    session.in_view.step(-1)
    wait(lambda: session.in_view.has_result)
    assert len(done) == len(set(done)) > 1
    assert session.in_view.result_of(session.in_view.open_photo.key) is lights[0]


def test_what_was_begun_counts_as_memory_and_goes_with_its_photo(session, wait, large_photo, dark_photo):
    session._memory_cache._max_bytes = 1
    session.opening.open_paths([large_photo, dark_photo])
    wait(lambda: len(session.open_photos) == 2 and session.open_photos.at(0).status.fraction > 0)
    key = session.in_view.open_photo.key
    assert session._memory_cache.get(key).size > session._memory_cache.get(key).photo.pixels.nbytes * 3
    session.cancel()
    session.in_view.step(1)
    wait(lambda: session.in_view.has_result)
    assert session._memory_cache.get(key) is None


def test_while_a_slider_moves_pictures_are_as_coarse_as_they_must_and_at_rest_exact(
    session, wait, large_photo, monkeypatch
):
    session.opening.open_paths([large_photo])
    wait(lambda: session.in_view.has_result)
    session.view.set_view(Region(0, 0, 600, 400), 0)
    wait(lambda: session.view.is_settled)
    asked = []
    session.view._render.connect(lambda request: asked.append(request.view.level))
    # Any picture takes longer than this.
    monkeypatch.setattr(view_feed, "_A_FRAME", 0.0)
    steps = iter((0.8, 0.7, 0.6, 0.5))

    def move_on(picture):
        if picture.source is Source.FINAL:
            session.editing.adjust(Adjustments(brightness=next(steps, 0.5)))

    session.view.rendered.connect(move_on)
    session.editing.adjust(Adjustments(brightness=0.9))
    wait(lambda: session.in_view.adjustments.brightness == 0.5 and session.view.is_settled)
    session.view.rendered.disconnect(move_on)
    assert asked[0] == 1
    assert max(asked) > 1
    assert asked[-1] == 0
    asked.clear()
    session.editing.adjust(Adjustments(brightness=0.3))
    assert asked == [1]
    wait(lambda: session.view.is_settled)
