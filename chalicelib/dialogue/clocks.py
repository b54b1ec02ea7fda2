"""Clock times and days of the month as each language says them: endings, cases, halves of a day.

No library does this. Babel (CLDR) writes dates, not how they are said, and brings 33 MB; num2words
knows neither Chinese nor lira and forint, and imports forty languages for one.
"""

from datetime import date, time
from typing import Protocol


class Clock(Protocol):
    """`at` goes into "your visit is …", `span` into "open …", `day` before the month."""

    def at(self, hour: int, minute: int) -> str: ...
    def span(self, since: time, until: time) -> str: ...
    def day(self, on: date) -> str: ...


def plural(number: int, language: str) -> int:
    """Which form follows a number: 0 for one, 1 for a few, 2 for many (Russian), else 0 or 1."""
    if language != "ru":
        return 0 if number == 1 else 1
    tens, ones = number % 100, number % 10
    if ones == 1 and tens != 11:
        return 0
    return 1 if 2 <= ones <= 4 and not 12 <= tens <= 14 else 2


class English:
    def at(self, hour: int, minute: int) -> str:
        if minute == 0 and hour in (0, 12):
            return "midnight" if hour == 0 else "12 noon"
        half = "a.m." if hour < 12 else "p.m."
        past = f" {minute}" if minute > 9 else f" oh {minute}" if minute else ""
        return f"{hour % 12 or 12}{past} {half}"

    def span(self, since: time, until: time) -> str:
        return f"from {self.at(since.hour, since.minute)} to {self.at(until.hour, until.minute)}"

    def day(self, on: date) -> str:
        endings = {1: "st", 2: "nd", 3: "rd"}
        ending = "th" if 11 <= on.day <= 13 else endings.get(on.day % 10, "th")
        return f"{on.day}{ending}"


class Turkish:
    """The locative's ending follows the last spoken word of the number: 9'da, 14'te, 40'ta."""

    _ONES = ("da", "de", "de", "te", "te", "te", "da", "de", "de", "da")
    _TENS = ("", "da", "de", "da", "ta", "de")  # on, yirmi, otuz, kırk, elli

    def at(self, hour: int, minute: int) -> str:
        if (hour, minute) == (0, 0):
            return "gece yarısında"
        number = minute or hour
        ending = self._ONES[number % 10] if number % 10 or number == 0 else self._TENS[number // 10]
        return f"saat {self._plain(hour, minute)}'{ending}"

    def span(self, since: time, until: time) -> str:
        first, last = self._plain(since.hour, since.minute), self._plain(until.hour, until.minute)
        return f"saat {first} ile {'24' if until == time(0) else last} arasında"

    def day(self, on: date) -> str:
        return str(on.day)

    def _plain(self, hour: int, minute: int) -> str:
        return (
            f"{hour} {minute}" if minute > 9 else f"{hour} sıfır {minute}" if minute else f"{hour}"
        )


class Russian:
    _AT = (("час", "часа", "часов"), ("минуту", "минуты", "минут"))
    _BETWEEN = (("часа", "часов", "часов"), ("минуты", "минут", "минут"))

    def at(self, hour: int, minute: int) -> str:
        if minute == 0 and hour in (0, 12):
            return "в полночь" if hour == 0 else "в полдень"
        return f"в {self._said(hour, minute, self._AT)}"

    def span(self, since: time, until: time) -> str:
        end = "полуночи" if until == time(0) else self._of(until)
        return f"с {self._of(since)} до {end}"

    def day(self, on: date) -> str:
        return f"{on.day}-го"

    def _of(self, at: time) -> str:
        return self._said(at.hour, at.minute, self._BETWEEN)

    def _said(self, hour: int, minute: int, forms: tuple[tuple[str, ...], ...]) -> str:
        hours = f"{hour} {forms[0][plural(hour, 'ru')]}"
        return f"{hours} {minute} {forms[1][plural(minute, 'ru')]}" if minute else hours


class Hungarian:
    """The day's ending follows its ordinal: harmadikán, but tizenkettedikén."""

    _BACK = frozenset((2, 3, 6, 8, 13, 16, 18, 20, 23, 26, 28, 30))

    def at(self, hour: int, minute: int) -> str:
        if minute == 0 and hour in (0, 12):
            return "éjfélkor" if hour == 0 else "délben"
        return f"{hour} óra {minute} perckor" if minute else f"{hour} órakor"

    def span(self, since: time, until: time) -> str:
        first = f"óra {since.minute} perctől" if since.minute else "órától"
        last = f"óra {until.minute} percig" if until.minute else "óráig"
        end = "éjfélig" if until == time(0) else f"{until.hour} {last}"
        return f"{since.hour} {first} {end}"

    def day(self, on: date) -> str:
        ending = "jén" if on.day == 1 else "án" if on.day in self._BACK else "én"
        return f"{on.day}-{ending}"


class Chinese:
    _HALVES = ((5, "凌晨"), (12, "上午"), (13, "中午"), (18, "下午"), (24, "晚上"))

    def at(self, hour: int, minute: int) -> str:
        half = next(name for end, name in self._HALVES if hour < end)
        past = f"{minute}分" if minute > 9 else f"零{minute}分" if minute else ""
        said = "零" if hour == 0 else str(hour if hour < 13 else hour - 12)
        return f"{half}{said}点{past}"

    def span(self, since: time, until: time) -> str:
        end = "午夜" if until == time(0) else self.at(until.hour, until.minute)
        return f"{self.at(since.hour, since.minute)}到{end}"

    def day(self, on: date) -> str:
        return f"{on.day}日"


CLOCKS: dict[str, Clock] = {
    "en": English(), "tr": Turkish(), "ru": Russian(), "hu": Hungarian(), "zh": Chinese(),
}  # fmt: skip
