"""The order of Russian and neighbouring names: which word is the family's, which the father's."""

import re

from chalicelib.patients.names import fold

_PATRONYMIC = re.compile(
    "(?:.{2}вич|.{2}вна|ична|ильич|кузьмич|лукич|фомич|никитич|саввич|улы|ұлы|кызы|қызы|оглы|угли"
    "|.{2}[oe]vich|.{2}[oe]vna|ichna)$"
)
_OWN_WORD = re.compile("(?:улы|ұлы|кызы|кизи|қызы|оглы|оглу|угли|ogly|oglu|kyzy|kizi)$")
_MALE_PATRONYMIC = re.compile("(?:ич|vich)$")
_FAMILY = re.compile(
    "(?:[оеё]в|[оеё]ва|[иы]н|[иы]на|[сц]кии|[сц]кая|скои|[еи]нко|[уюа]к|ян|янц|дзе|швили|[иы]х|ец"
    "|ov|ova|ev|eva|[iy]n|[iy]na|sk[iy]y?|skii|skaya|enko|[uy]uk)$"
)
_INITIAL = re.compile(r"^(?:[^\W\d_]\.-?){0,2}[^\W\d_]\.?$")
_MEN = (
    "александр|алексей|анатолий|андрей|антон|аркадий|арсений|артем|артемий|артур|борис|богдан"
    "|вадим|валентин|валерий|василий|виктор|виталий|владимир|владислав|всеволод|вячеслав|геннадий"
    "|георгий|герман|глеб|григорий|давид|даниил|данила|денис|дмитрий|евгений|егор|иван|игорь"
    "|илья|кирилл|константин|кузьма|лев|леонид|лука|максим|марат|марк|матвей|михаил|мартин|никита"
    "|николай|олег|павел|петр|ринат|роберт|родион|роман|руслан|савва|святослав|семен|сергей"
    "|станислав|степан|тарас|тимофей|тимур|федор|филипп|фома|эдуард|эльдар|юрий|яков|ян|ярослав"
)
_WOMEN = (
    "александра|алена|алина|алиса|алла|анастасия|ангелина|анжела|анна|антонина|валентина|валерия"
    "|варвара|вера|вероника|виктория|виолетта|галина|дарья|диана|ева|евгения|екатерина|елена"
    "|елизавета|жанна|зинаида|зоя|инна|ирина|карина|кира|клавдия|кристина|ксения|лариса|лидия"
    "|лилия|любовь|людмила|маргарита|марина|мария|милана|надежда|наталия|наталья|нина|оксана"
    "|олеся|ольга|полина|раиса|регина|римма|светлана|снежана|софия|софья|таисия|тамара|татьяна"
    "|ульяна|юлия|яна|ярослава|эльвира|эмма|арина|василиса|гульнара|айгуль|динара|мадина|лейла"
)
_MEN_NAMES = frozenset(map(fold, _MEN.split("|")))
_GIVEN = _MEN_NAMES | frozenset(map(fold, _WOMEN.split("|")))


def split_slavic(words: list[str], family_first: bool | None) -> tuple[list[str], list[str]]:
    """(given, family) of two or more words; the patronymic stays with the given name.

    `family_first` is what the column's title says, where it does.
    """
    named = [word for word in words if not _INITIAL.match(word)]
    if len(named) == 1:  # "Иванов И. И."
        return [word for word in words if word not in named], named
    at = _patronymic(words)
    if at is None:
        first = _family_leads(words) if family_first is None else family_first
        return (words[1:], words[:1]) if first else (words[:-1], words[-1:])
    start, end = at
    if end == len(words):
        return words[max(0, start - 1) :], words[: max(0, start - 1)]
    return words[:end], words[end:]


def _patronymic(words: list[str]) -> tuple[int, int] | None:
    """Where the father's name begins and ends; "Гасан оглы" is one in two words."""
    for i in range(len(words) - 1, 0, -1):
        key = fold(words[i])
        if _OWN_WORD.fullmatch(key) and i > 1:
            return i - 1, i + 1
        if _PATRONYMIC.search(key) and not _is_family_after(words[i - 1], key):
            return i, i + 1
    last = len(words) - 1
    return (last, last + 1) if last > 1 and _INITIAL.match(words[last]) else None


def _is_family_after(given: str, key: str) -> bool:
    """Whether a man's patronymic follows a woman's name, as in "Анна Рабинович"."""
    name = fold(given)
    woman = name in _GIVEN - _MEN_NAMES or (name[-1:] in "ая" and name not in _MEN_NAMES)
    return woman and _MALE_PATRONYMIC.search(key) is not None


def _family_leads(words: list[str]) -> bool:
    """By known given names, then by endings; forms and lists put the family first."""
    known = [fold(word) in _GIVEN for word in (words[0], words[-1])]
    if known[0] != known[1]:
        return known[1]
    endings = [_FAMILY.search(fold(word)) is not None for word in (words[0], words[-1])]
    return endings[0] or not endings[1]
