"""Lists of names and roles as bylines have them, with what stands in brackets behind a name: a post, an age, a country, an office."""

from __future__ import annotations

from typing import NamedTuple

from cleaner.people.beside_names import OF_BEHIND, REMARK, is_country, is_post_age_or_class, is_somebody, without_places
from cleaner.people.name_or_word import is_common_word
from cleaner.people.names import HAN_NAME, is_name
from cleaner.people.roles import authors, names_and_roles
from cleaner.people.signatures import is_spread
from cleaner.regexes import compiled

# 来源：新华网: what stands before a colon is a role, or the line is none.
BEFORE_COLON = compiled(r"(\p{Han}+)\s*[:：]")
COMMA = compiled("[，,；;]")
# What parts clauses, and names seldom.
PARTS = compiled("[，,；;：:]")
# Characters of a name without a surname of two, at most; names that a role says are names, be they of any shape, at most. Chosen.
LONGEST_NAME, ANY_SHAPE = 3, 4


class Byline(NamedTuple):
    """The authors that a line names, and whether anything but its names says that it is a byline."""

    authors: tuple[str, ...]
    marked: bool


def named(text: str, marked: bool) -> Byline | None:
    """The authors of a line of names and roles; None for any other.

    Names that nothing marks must have common surnames, and so must those behind which it stands where they are from.

    Args:
        text: the line, without brackets and signs around it.
        marked: it has such, or anything else that says that it is a byline.

    >>> named("本报记者 李明", False), named("李明（工程师，现居江川）", False), named("郁清", False), named("郁　清（江川市法院）", False)
    (Byline(authors=('李明',), marked=True), Byline(authors=('李明',), marked=True), None, Byline(authors=('郁清',), marked=True))
    """
    if behind := OF_BEHIND.search(text):
        who, inside = text[: behind.start()].strip(), behind["inside"]
        abroad = is_country(inside) and is_name("".join(who.split()))
        # Behind a sign any remark is of who wrote: ■ 李明（怡保）.
        if abroad or is_post_age_or_class(inside) or (marked and is_somebody(who)):
            return _of_somebody(who, marked, abroad)
        if _is_office(inside):
            return _of_office(who)
    bare = REMARK.sub(" ", text).strip()
    if bare != text and (_says_who_wrote(bare) or (marked and is_somebody("".join(bare.split())))):
        return named(bare, marked)
    return None if is_labelled(text) else _of_list(text, marked)


def _of_somebody(who: str, marked: bool, abroad: bool) -> Byline | None:
    """The authors of what stands before brackets that say a country, or a post, an age or a class."""
    name = "".join(who.split()) if is_spread(who) else who
    if is_name(name) or (marked and HAN_NAME.fullmatch(name)):
        # 李明代表（江南大学教授） says who speaks.
        return None if len(name) > LONGEST_NAME and is_common_word(name) else Byline((name,), True)
    return named(name, marked or not abroad)


def _is_office(inside: str) -> bool:
    """Whether brackets say where somebody works, and nobody's name."""
    where = names_and_roles(inside)
    return bool(where) and all(item.kind != "name" for item in where)


def _of_office(who: str) -> Byline | None:
    """The authors of what stands before brackets that say where they work."""
    # 理财师 李明（江川银行城北支行）: as what, and where.
    held = sorted(item.kind for item in names_and_roles(who)) == ["name", "of"]
    found = named(who, held or is_spread(who))
    return Byline(found.authors, True) if found else None


def _of_list(text: str, marked: bool) -> Byline | None:
    """The authors of a line that is names and roles alone."""
    items = names_and_roles(without_places(text))
    kinds = {item.kind for item in items}
    found = authors(items)
    said = bool(kinds & {"person", "wrote", "translated"})
    if not found or (not said and kinds & {"picture", "desk"}):
        return None
    if said or marked:
        # Of whoever reports the name may be of any shape, but clauses are none.
        any_shape = said and len(found) <= ANY_SHAPE and not COMMA.search(text)
        return Byline(found, True) if any_shape or all(map(is_name, found)) else None
    # Two or three short names in a row are nothing else, be their surnames common or not: of 21,876 lines of headlines none is so.
    apart = 1 < len(found) <= 3 and not PARTS.search(text) and all(len(name) <= LONGEST_NAME and is_name(name) for name in found)
    return Byline(found, False) if kinds == {"name"} and (apart or all(is_name(name, common=True) for name in found)) else None


def is_labelled(text: str) -> bool:
    """Whether a colon stands behind a word that is no role.

    >>> is_labelled("当事人：李明"), is_labelled("执笔：李明")
    (True, False)
    """
    if "：" not in text and ":" not in text:
        return False
    return not all(any(item.kind not in ("name", "of") for item in names_and_roles(word)) for word in BEFORE_COLON.findall(text))


def _says_who_wrote(text: str) -> bool:
    """Whether a text is names and roles, and one of these that of somebody who writes."""
    return any(item.kind in ("person", "wrote") for item in names_and_roles(text))
