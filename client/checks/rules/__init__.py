"""All rules, one file each, listed by name: PyInstaller, mypy and the reader must see them (a test does the scanning)."""

from client.checks.rule import Rule
from client.checks.rules.code.class_unknown import RULE as CODE_CLASS_UNKNOWN
from client.checks.rules.code.duplicate import RULE as CODE_DUPLICATE
from client.checks.rules.code.related_unknown import RULE as CODE_RELATED_UNKNOWN
from client.checks.rules.code.sequence import RULE as CODE_SEQUENCE
from client.checks.rules.code.short import RULE as CODE_SHORT
from client.checks.rules.cycle.calendar_unknown import RULE as CYCLE_CALENDAR_UNKNOWN
from client.checks.rules.cycle.realtime_file import RULE as CYCLE_REALTIME_FILE
from client.checks.rules.cycle.stale import RULE as CYCLE_STALE
from client.checks.rules.cycle.update_overdue import RULE as CYCLE_UPDATE_OVERDUE
from client.checks.rules.date.future import RULE as DATE_FUTURE
from client.checks.rules.date.order import RULE as DATE_ORDER
from client.checks.rules.date.period_ahead import RULE as DATE_PERIOD_AHEAD
from client.checks.rules.date.too_early import RULE as DATE_TOO_EARLY
from client.checks.rules.format.class_from_type import RULE as FORMAT_CLASS_FROM_TYPE
from client.checks.rules.format.self_described import RULE as FORMAT_SELF_DESCRIBED
from client.checks.rules.format.way import RULE as FORMAT_WAY
from client.checks.rules.item.duplicate import RULE as ITEM_DUPLICATE
from client.checks.rules.item.element_length import RULE as ITEM_ELEMENT_LENGTH
from client.checks.rules.item.element_offer import RULE as ITEM_ELEMENT_OFFER
from client.checks.rules.item.element_type import RULE as ITEM_ELEMENT_TYPE
from client.checks.rules.item.english_same import RULE as ITEM_ENGLISH_SAME
from client.checks.rules.item.left_over import RULE as ITEM_LEFT_OVER
from client.checks.rules.item.length_range import RULE as ITEM_LENGTH_RANGE
from client.checks.rules.item.missing import RULE as ITEM_MISSING
from client.checks.rules.item.no_chinese import RULE as ITEM_NO_CHINESE
from client.checks.rules.item.primary_key import RULE as ITEM_PRIMARY_KEY
from client.checks.rules.item.refused_open import RULE as ITEM_REFUSED_OPEN
from client.checks.rules.item.refused_reason import RULE as ITEM_REFUSED_REASON
from client.checks.rules.item.type_of_name import RULE as ITEM_TYPE_OF_NAME
from client.checks.rules.level.below_items import RULE as LEVEL_BELOW_ITEMS
from client.checks.rules.level.important_unconditional import RULE as LEVEL_IMPORTANT_UNCONDITIONAL
from client.checks.rules.level.item_missing import RULE as LEVEL_ITEM_MISSING
from client.checks.rules.name.alike import RULE as NAME_ALIKE
from client.checks.rules.name.characters import RULE as NAME_CHARACTERS
from client.checks.rules.name.duplicate import RULE as NAME_DUPLICATE
from client.checks.rules.name.is_system import RULE as NAME_IS_SYSTEM
from client.checks.rules.name.left_over import RULE as NAME_LEFT_OVER
from client.checks.rules.name.near_duplicate import RULE as NAME_NEAR_DUPLICATE
from client.checks.rules.name.no_chinese import RULE as NAME_NO_CHINESE
from client.checks.rules.name.series import RULE as NAME_SERIES
from client.checks.rules.name.too_general import RULE as NAME_TOO_GENERAL
from client.checks.rules.opening.follows_items import RULE as OPENING_FOLLOWS_ITEMS
from client.checks.rules.opening.placeholder import RULE as OPENING_PLACEHOLDER
from client.checks.rules.opening.wider_than_sharing import RULE as OPENING_WIDER_THAN_SHARING
from client.checks.rules.personal.exposed import RULE as PERSONAL_EXPOSED
from client.checks.rules.personal.mobile import RULE as PERSONAL_MOBILE
from client.checks.rules.personal.not_marked import RULE as PERSONAL_NOT_MARKED
from client.checks.rules.personal.resident_id import RULE as PERSONAL_RESIDENT_ID
from client.checks.rules.provider.disagree import RULE as PROVIDER_DISAGREE
from client.checks.rules.provider.elsewhere import RULE as PROVIDER_ELSEWHERE
from client.checks.rules.provider.not_public import RULE as PROVIDER_NOT_PUBLIC
from client.checks.rules.provider.place_gone import RULE as PROVIDER_PLACE_GONE
from client.checks.rules.provider.region import RULE as PROVIDER_REGION
from client.checks.rules.provider.same_as_division import RULE as PROVIDER_SAME_AS_DIVISION
from client.checks.rules.provider.unlisted import RULE as PROVIDER_UNLISTED
from client.checks.rules.secrecy.mark import RULE as SECRECY_MARK
from client.checks.rules.secrecy.word import RULE as SECRECY_WORD
from client.checks.rules.sharing.follows_items import RULE as SHARING_FOLLOWS_ITEMS
from client.checks.rules.sharing.mail import RULE as SHARING_MAIL
from client.checks.rules.sharing.open_when_refused import RULE as SHARING_OPEN_WHEN_REFUSED
from client.checks.rules.sharing.placeholder import RULE as SHARING_PLACEHOLDER
from client.checks.rules.sharing.refusal_2017 import RULE as SHARING_REFUSAL_2017
from client.checks.rules.sharing.refusal_class import RULE as SHARING_REFUSAL_CLASS
from client.checks.rules.sharing.refusal_too_low import RULE as SHARING_REFUSAL_TOO_LOW
from client.checks.rules.sharing.refusal_unnamed import RULE as SHARING_REFUSAL_UNNAMED
from client.checks.rules.sharing.use_unstated import RULE as SHARING_USE_UNSTATED
from client.checks.rules.source.code_missing import RULE as SOURCE_CODE_MISSING
from client.checks.rules.source.counts import RULE as SOURCE_COUNTS
from client.checks.rules.source.name_missing import RULE as SOURCE_NAME_MISSING
from client.checks.rules.summary.no_content import RULE as SUMMARY_NO_CONTENT
from client.checks.rules.summary.repeated import RULE as SUMMARY_REPEATED
from client.checks.rules.summary.same_as_name import RULE as SUMMARY_SAME_AS_NAME
from client.checks.rules.summary.statistics import RULE as SUMMARY_STATISTICS
from client.checks.rules.summary.too_short import RULE as SUMMARY_TOO_SHORT
from client.checks.rules.volume.exceeds_total import RULE as VOLUME_EXCEEDS_TOTAL
from client.checks.rules.volume.unit import RULE as VOLUME_UNIT

RULES: tuple[Rule, ...] = (
    NAME_ALIKE,
    NAME_CHARACTERS,
    NAME_DUPLICATE,
    NAME_IS_SYSTEM,
    NAME_LEFT_OVER,
    NAME_NEAR_DUPLICATE,
    NAME_NO_CHINESE,
    NAME_SERIES,
    NAME_TOO_GENERAL,
    CODE_CLASS_UNKNOWN,
    CODE_DUPLICATE,
    CODE_RELATED_UNKNOWN,
    CODE_SEQUENCE,
    CODE_SHORT,
    PROVIDER_ELSEWHERE,
    PROVIDER_DISAGREE,
    PROVIDER_NOT_PUBLIC,
    PROVIDER_PLACE_GONE,
    PROVIDER_REGION,
    PROVIDER_SAME_AS_DIVISION,
    PROVIDER_UNLISTED,
    SUMMARY_NO_CONTENT,
    SUMMARY_REPEATED,
    SUMMARY_SAME_AS_NAME,
    SUMMARY_STATISTICS,
    SUMMARY_TOO_SHORT,
    FORMAT_CLASS_FROM_TYPE,
    FORMAT_SELF_DESCRIBED,
    FORMAT_WAY,
    ITEM_DUPLICATE,
    ITEM_ELEMENT_LENGTH,
    ITEM_ELEMENT_OFFER,
    ITEM_ELEMENT_TYPE,
    ITEM_ENGLISH_SAME,
    ITEM_LEFT_OVER,
    ITEM_LENGTH_RANGE,
    ITEM_MISSING,
    ITEM_NO_CHINESE,
    ITEM_PRIMARY_KEY,
    ITEM_REFUSED_OPEN,
    ITEM_REFUSED_REASON,
    ITEM_TYPE_OF_NAME,
    SHARING_FOLLOWS_ITEMS,
    SHARING_MAIL,
    SHARING_OPEN_WHEN_REFUSED,
    SHARING_PLACEHOLDER,
    SHARING_REFUSAL_2017,
    SHARING_REFUSAL_CLASS,
    SHARING_REFUSAL_TOO_LOW,
    SHARING_REFUSAL_UNNAMED,
    SHARING_USE_UNSTATED,
    OPENING_FOLLOWS_ITEMS,
    OPENING_PLACEHOLDER,
    OPENING_WIDER_THAN_SHARING,
    CYCLE_CALENDAR_UNKNOWN,
    CYCLE_REALTIME_FILE,
    CYCLE_STALE,
    CYCLE_UPDATE_OVERDUE,
    DATE_FUTURE,
    DATE_ORDER,
    DATE_PERIOD_AHEAD,
    DATE_TOO_EARLY,
    VOLUME_EXCEEDS_TOTAL,
    VOLUME_UNIT,
    LEVEL_BELOW_ITEMS,
    LEVEL_IMPORTANT_UNCONDITIONAL,
    LEVEL_ITEM_MISSING,
    SECRECY_MARK,
    SECRECY_WORD,
    PERSONAL_EXPOSED,
    PERSONAL_MOBILE,
    PERSONAL_NOT_MARKED,
    PERSONAL_RESIDENT_ID,
    SOURCE_CODE_MISSING,
    SOURCE_COUNTS,
    SOURCE_NAME_MISSING,
)
"""In the order of the form."""
