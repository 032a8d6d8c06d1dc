"""Short forms that reports about children are full of, and what each means in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

#: Grown-up short forms, explained as one would to somebody of twelve.
MEANINGS = {
    "A&E": _("accident and emergency: where you go when you are badly hurt"),
    "ADHD": _("attention deficit hyperactivity disorder: finding it hard to sit still or to concentrate"),
    "ASD": _("autism spectrum disorder, also called autism"),
    "CAMHS": _("child and adolescent mental health services: people who help when feelings get too much"),
    "CCG": _("clinical commissioning group: doctors who used to decide on local health services"),
    "CiC": _("children in care: children the council looks after"),
    "CIC": _("children in care: children the council looks after"),
    "CLA": _("children looked after by the council"),
    "CP": _("child protection: keeping a child safe from harm"),
    "CPS": _("Crown Prosecution Service: the lawyers who take crimes to court"),
    "CSE": _("child sexual exploitation: when somebody makes a child do sexual things"),
    "CYPP": _("Children and Young People’s Plan: what the council and others promise children"),
    "DfE": _("Department for Education: the part of the government for schools"),
    "EET": _("in education, employment or training: at school, college or work"),
    "EHC": _("education, health and care"),
    "EHCP": _("education, health and care plan: what help a child gets at school and with their health"),
    "EHE": _("elective home education: being taught at home"),
    "EYFS": _("early years foundation stage: learning before the age of five"),
    "FSM": _("free school meals"),
    "GP": _("general practitioner: your family doctor"),
    "HWB": _("health and wellbeing board: people who plan for everybody’s health"),
    "ICB": _("integrated care board: people who decide on local health services"),
    "JSNA": _("joint strategic needs assessment: a study of what people here need"),
    "KS1": _("key stage 1: the school years for ages five to seven"),
    "KS2": _("key stage 2: the school years for ages seven to eleven"),
    "KS3": _("key stage 3: the school years for ages eleven to fourteen"),
    "KS4": _("key stage 4: the school years for ages fourteen to sixteen"),
    "LA": _("local authority: the council"),
    "LAC": _("looked-after children: children the council looks after"),
    "LSCB": _("local safeguarding children board: people who keep children safe"),
    "MASH": _("multi-agency safeguarding hub: where people decide together how to keep a child safe"),
    "NEET": _("not in education, employment or training: not at school, college or work"),
    "NHS": _("National Health Service: doctors, nurses and hospitals"),
    "PRU": _("pupil referral unit: a school for children who cannot be at another one"),
    "RAG": _("red, amber, green: colours that say how something is going"),
    "SALT": _("speech and language therapy: help with talking and understanding"),
    "SEMH": _("social, emotional and mental health"),
    "SEN": _("special educational needs: needing more help to learn"),
    "SENCO": _("the teacher who sees that children get the help they need to learn"),
    "SEND": _("special educational needs and disability: needing more help to learn, or being disabled"),
    "UASC": _("children who came to this country alone and asked to be safe here"),
    "VCS": _("voluntary and community sector: charities and local groups"),
    "VSH": _("virtual school head: the person who looks out for the schooling of children in care"),
    "YOS": _("youth offending service: people who work with young people in trouble with the law"),
    "YOT": _("youth offending team: people who work with young people in trouble with the law"),
}

_SHORT = re.compile(r"\b(?:[A-Z][A-Za-z]?[A-Z][A-Z0-9]*|[A-Z]&[A-Z])(?=s?\b)")
# Numbers of years and pages that only look like one.
_NONE = frozenset({"UK", "OK", "TV", "PDF"})


def short_forms(texts: Iterable[str]) -> tuple[str, ...]:
    """Every short form in some texts, in the order of the alphabet."""
    found = {form for text in texts for form in _SHORT.findall(text)}
    return tuple(sorted(found - _NONE, key=str.casefold))


def explained(texts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Each short form in some texts whose meaning is known, with that meaning."""
    return tuple((form, str(MEANINGS[form])) for form in short_forms(texts) if form in MEANINGS)


def unexplained(texts: Iterable[str]) -> tuple[str, ...]:
    """Short forms that nobody explains: neither this list nor the texts themselves, as in "family hub (FH)"."""
    said = list(texts)
    together = " ".join(said)
    return tuple(form for form in short_forms(said) if form not in MEANINGS and f"({form})" not in together)
