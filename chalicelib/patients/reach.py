"""How somebody is reached by their number: texted or called, and at what time of their day."""

from chalicelib.tenants import countries


def is_landline(number: str) -> bool:
    """Whether no text arrives there; where a number may be a mobile, a text is tried."""
    import phonenumbers

    try:
        kind = phonenumbers.number_type(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False
    return bool(kind == phonenumbers.PhoneNumberType.FIXED_LINE)


def is_abroad(number: str, country: str) -> bool:
    """Whether it belongs to another country, also where several share a code."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return True
    code = phonenumbers.country_code_for_region(country)
    region = phonenumbers.region_code_for_number(parsed)
    return parsed.country_code != code or region not in (country, None)


def zones_of(number: str, home: str) -> tuple[str, ...]:
    """The zones in which it must be a time for calls: that of the visit (`home`), and the number's.

    A number that belongs to one zone tells its own. A mobile of a country with many tells none: one
    of the clinic's own country is taken to be where the visit is, any other where most of its
    people live.
    """
    import phonenumbers
    from phonenumbers import timezone

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return (home,)
    told = timezone.time_zones_for_number(parsed)
    if len(told) == 1 and told[0] != timezone.UNKNOWN_TIMEZONE:
        return tuple(dict.fromkeys((home, told[0])))
    region = phonenumbers.region_code_for_number(parsed)
    region = region or phonenumbers.region_code_for_country_code(parsed.country_code or 0)
    country = countries.every().get(region)
    if country is None or home in country.zones:
        return (home,)
    return (home, country.zone)
