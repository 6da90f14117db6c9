"""The software bill of materials: a CycloneDX document of all parts and of the models' weights."""

import hashlib
import json
from collections.abc import Sequence

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from .parts import Part
from .project import ROOT, TITLE, version


def bill_of(parts: Sequence[Part]) -> str:
    """The document as JSON, which is valid by the standard's schema.

    Raises:
        ValueError: it is not valid.
    """
    bom = Bom()
    program = Component(type=ComponentType.APPLICATION, name=TITLE, version=version(), bom_ref="lowexp")
    bom.metadata.component = program
    components = [*map(_component, parts), *_models()]
    for component in components:
        bom.components.add(component)
    bom.register_dependency(program, components)
    text = JsonV1Dot6(bom).output_as_string(indent=1)
    problem = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if problem is not None:
        raise ValueError(f"the bill of materials is not valid: {problem}")
    return text


def _component(part: Part) -> Component:
    references = []
    if part.homepage.startswith("http"):
        references = [ExternalReference(type=ExternalReferenceType.WEBSITE, url=XsUri(part.homepage))]
    return Component(
        type=ComponentType.LIBRARY,
        name=part.name,
        version=part.version,
        bom_ref=part.purl or part.name,
        purl=PackageURL.from_string(part.purl) if part.purl else None,
        licenses=[LicenseFactory().make_from_string(part.licence)],
        external_references=references,
    )


def _models() -> list[Component]:
    return [
        Component(
            type=ComponentType.MACHINE_LEARNING_MODEL,
            name=path.stem,
            version=version(),
            bom_ref=f"weights/{path.name}",
            description=json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["terms"],
            hashes=[
                HashType(alg=HashAlgorithm.SHA_256, content=hashlib.sha256(path.read_bytes()).hexdigest())
            ],
        )
        for path in sorted((ROOT / "weights").glob("*.safetensors"))
    ]
