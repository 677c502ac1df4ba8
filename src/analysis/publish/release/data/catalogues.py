"""A release as catalogues read it: JSON-LD of schema.org, DataCite's metadata, CITATION.cff and codemeta.json.

What is not known is left out: an address, a telephone number, a DOI; the keys of data.go.kr's records
(https://www.data.go.kr/catalog/15121937/fileData.json) are all that is known of.
"""

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

import yaml

from analysis.publish.page.labels import label
from analysis.publish.release.data.about import DISTRIBUTION, MONTHLY, SPDX, About
from analysis.publish.release.data.making import Making
from analysis.words import LANGUAGES, Lang, Words

Json = dict[str, Any]

# Its class in the classification of government functions, as data.go.kr's records have it.
FUNCTION = Words("일반공공행정 - 일반행정", "General public administration")
DATA = "files/data/"


def dataset(about: About, lang: Lang, index: str, keywords: Sequence[Words] = ()) -> Json:
    """schema.org's Dataset under the keys of data.go.kr; `index` leads to its first page, where it has one."""
    other = next(one for one in LANGUAGES if one != lang)
    days = {"datePublished": about.first_day, "dateModified": about.day, "dateCreated": about.first_day}
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": about.title[lang],
        "alternateName": about.title[other],
        "description": about.description[lang],
        **({"url": index} if index else {}),
        **({"keywords": ",".join(one[lang] for one in keywords)} if keywords else {}),
        "license": f"{SPDX}{about.license}",
        **{key: day for key, day in days.items() if day},
        "creator": {"@type": "Organization", "name": label("study", lang)},
        "spatialCoverage": label("place", lang),
        "temporalCoverage": about.edition,
        "additionalType": FUNCTION[lang],
        "datasetTimeInterval": MONTHLY[lang],
        "encodingFormat": "CSV",
        "inLanguage": list(LANGUAGES),
        "version": about.version,
        "isAccessibleForFree": True,
    }


def on_page(about: About, lang: Lang, up: str) -> Json:
    """The dataset as a page says it; `up` leads from the page to the release."""
    package = {
        "@type": "DataDownload",
        "encodingFormat": "application/json",
        "contentUrl": f"{up}{DATA}datapackage.json",
    }
    return {**dataset(about, lang, f"{up}index.html"), "distribution": [package]}


def in_file(about: About, package: Json, keywords: Sequence[Words], index: str) -> Json:
    """The dataset as a file beside the tables, which it lists."""
    tables = [
        {
            "@type": "DataDownload",
            "name": one["title"],
            "encodingFormat": one["mediatype"],
            "contentUrl": one["path"],
            "contentSize": f"{one['bytes']} B",
            "sha256": one["hash"].removeprefix("sha256:"),
        }
        for one in package["resources"]
    ]
    return {**dataset(about, LANGUAGES[0], index, keywords), "distribution": tables}


def datacite(about: About, keywords: Sequence[Words]) -> Json:
    """What DataCite (kernel 4) asks for, but for the DOI; the year is the edition's where the issue has no day."""
    study = {"name": label("study", "en"), "nameType": "Organizational", "lang": "en"}
    spdx = {"rightsIdentifier": about.license, "rightsIdentifierScheme": "SPDX", "schemeUri": SPDX}
    return {
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Data Package"},
        "creators": [study],
        "titles": [
            {"title": about.title.ko, "lang": "ko"},
            {"title": about.title.en, "titleType": "TranslatedTitle", "lang": "en"},
        ],
        "publisher": {"name": label("study", "en"), "lang": "en"},
        "publicationYear": about.published[:4],
        "subjects": [{"subject": one[lang], "lang": lang} for one in keywords for lang in LANGUAGES],
        **({"dates": [{"date": about.day, "dateType": "Issued"}]} if about.day else {}),
        "language": "ko",
        "formats": ["text/csv", "application/json"],
        "version": about.version,
        "rightsList": [{**spdx, "rights": about.license, "rightsUri": f"{SPDX}{about.license}"}],
        "descriptions": [
            {"description": about.description[lang], "descriptionType": "Abstract", "lang": lang} for lang in LANGUAGES
        ],
        "geoLocations": [{"geoLocationPlace": label("place", "en")}],
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }


def citation(about: About, commit: str | None) -> str:
    """CITATION.cff, version 1.2.0."""
    content = {
        "cff-version": "1.2.0",
        "message": "자료를 쓰면 다음과 같이 인용한다. / If you use these data, please cite them as below.",
        "type": "dataset",
        "title": about.title.en,
        "abstract": f"{about.title.ko}. {about.description.en}",
        "authors": [{"name": label("study", "en")}],
        "version": about.version,
        **({"date-released": about.day} if about.day else {}),
        **({"commit": commit} if commit else {}),
        "license": about.license,
        "keywords": [about.edition],
    }
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)


def codemeta(about: About, making: Making) -> Json:
    """codemeta.json (3.0): the code that made the release, and what it ran on."""
    one = next(iter(making.provenance.values()))
    return {
        "@context": "https://w3id.org/codemeta/3.0",
        "@type": "SoftwareSourceCode",
        "identifier": DISTRIBUTION,
        "name": about.title.en,
        "alternateName": about.title.ko,
        "description": about.description.en,
        "author": [{"@type": "Organization", "name": label("study", "en")}],
        "license": f"{SPDX}{about.license}",
        "version": about.version,
        **({"datePublished": about.first_day} if about.first_day else {}),
        **({"dateModified": about.day} if about.day else {}),
        "softwareVersion": version(DISTRIBUTION),
        "programmingLanguage": "Python",
        "runtimePlatform": f"Python {one.python}",
        "softwareRequirements": _requirements(one.versions),
        "inLanguage": list(LANGUAGES),
    }


def _requirements(versions: Mapping[str, str]) -> list[Json]:
    return [{"@type": "SoftwareApplication", "name": name, "version": one} for name, one in sorted(versions.items())]
