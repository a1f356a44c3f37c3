"""Dates of observances as they were looked up by hand, apart from the table and its script."""

from typing import Final

# Observance, whether it begins on the evening before, certainty, and the days of 2026, 2027, 2028.
MOVABLE: Final = """\
lunar-new-year         day exact 02-17        02-06        01-26
seollal                day exact 02-17        02-07        01-27
losar                  day est   02-18        02-07        02-26
maha-shivaratri        day est   02-15        03-06        02-23
ash-wednesday          day exact 02-18        02-10        03-01
ramadan                day moon  02-18        02-08        01-28
laylat-al-qadr         eve moon  03-16        03-06        02-23
eid-al-fitr            day moon  03-20        03-09        02-26
holi                   day est   03-04        03-22        03-11
purim                  eve exact 03-03        03-23        03-12
nowruz                 day exact 03-21        03-21        03-20
naw-ruz                eve exact 03-21        03-21        03-20
ram-navami             day est   03-26        04-15        04-03
mahavir-jayanti        day est   03-31        04-18        04-07
passover               eve exact 04-02/04-09  04-22/04-29  04-11/04-18
good-friday            day exact 04-03        03-26        04-14
easter                 day exact 04-05        03-28        04-16
orthodox-good-friday   day exact 04-10        04-30        04-14
orthodox-easter        day exact 04-12        05-02        04-16
vaisakhi               day exact 04-14        04-14        04-13
yom-hashoah            eve exact 04-14        05-04        04-24
ridvan                 eve exact 04-21        04-21        04-20
vesak                  day est   05-01        05-20        05-09
buddhas-birthday       day exact 05-24        05-13        05-02
vesak-southeast-asia   day est   05-31        05-20        05-09
ascension              day exact 05-14        05-06        05-25
shavuot                eve exact 05-22/05-23  06-11/06-12  05-31/06-01
pentecost              day exact 05-24        05-16        06-04
arafah                 day moon  05-26        05-15        05-04
eid-al-adha            day moon  05-27        05-16        05-05
islamic-new-year       eve moon  06-16        06-06        05-25
ashura                 eve moon  06-25        06-15        06-03
matariki               day exact 07-10        06-25        07-14
tisha-bav              eve exact 07-23        08-12        08-01
mawlid                 eve moon  08-25        08-14        08-03
raksha-bandhan         day est   08-28        08-17        08-05
janmashtami            day est   09-04        08-25        08-13
enkutatash             day exact 09-11        09-12        09-11
rosh-hashanah          eve exact 09-12/09-13  10-02/10-03  09-21/09-22
ganesh-chaturthi       day est   09-14        09-04        08-23
samvatsari             day est   09-15        09-04        08-24
yom-kippur             eve exact 09-21        10-11        09-30
mid-autumn             day exact 09-25        09-15        10-03
sukkot                 eve exact 09-26/10-02  10-16/10-22  10-05/10-11
simchat-torah          eve exact 10-04        10-24        10-13
navaratri              day est   10-11        09-30        09-19
dussehra               day est   10-20        10-09        09-27
diwali                 day est   11-08        10-29        10-17
guru-nanak             day est   11-24        11-14        11-02
hanukkah               eve exact 12-05/12-12  12-25/01-01  12-13/12-20
"""

# Observance, its days in 2026 and 2027, and where it is marked.
BY_RULE: Final = """\
orthodox-christmas 01-07 01-07 world
mlk-day 01-19 01-18 US
holocaust-remembrance 01-27 01-27 world
black-history-month 02-01/02-28 02-01/02-28 US CA
lgbt-history-month-uk 02-01/02-28 02-01/02-28 GB
interfaith-harmony-week 02-01/02-07 02-01/02-07 world
sami-national-day 02-06 02-06 NO SE FI
womens-history-month 03-01/03-31 03-01/03-31 US GB AU
zero-discrimination-day 03-01 03-01 world
international-womens-day 03-08 03-08 world
neurodiversity-week 03-16/03-22 03-15/03-21 world
racial-discrimination-day 03-21 03-21 world
down-syndrome-day 03-21 03-21 world
transgender-visibility 03-31 03-31 world
cesar-chavez-day 03-31 03-31 US
autism-acceptance-month 04-01/04-30 04-01/04-30 world
autism-awareness-day 04-02 04-02 world
arab-american-heritage 04-01/04-30 04-01/04-30 US
roma-day 04-08 04-08 world
aanhpi-heritage 05-01/05-31 05-01/05-31 US
jewish-american-heritage 05-01/05-31 05-01/05-31 US
mental-health-month 05-01/05-31 05-01/05-31 US
mental-health-week 05-11/05-17 05-10/05-16 GB
idahobit 05-17 05-17 world
accessibility-awareness-day 05-21 05-20 world
cultural-diversity-day 05-21 05-21 world
reconciliation-week 05-27/06-03 05-27/06-03 AU
pride-month 06-01/06-30 06-01/06-30 world
immigrant-heritage 06-01/06-30 06-01/06-30 US
caribbean-american-heritage 06-01/06-30 06-01/06-30 US
juneteenth 06-19 06-19 US
refugee-day 06-20 06-20 world
indigenous-peoples-day-canada 06-21 06-21 CA
windrush-day 06-22 06-22 GB
disability-pride 07-01/07-31 07-01/07-31 US GB
ada-anniversary 07-26 07-26 US
south-asian-heritage 07-01/07-31 07-01/07-31 GB
naidoc-week 07-05/07-12 07-04/07-11 AU
non-binary-day 07-14 07-14 world
indigenous-peoples-world 08-09 08-09 world
slave-trade-remembrance 08-23 08-23 world
womens-equality-day 08-26 08-26 US
hispanic-heritage 09-15/10-15 09-15/10-15 US
equal-pay-day 09-18 09-18 world
week-of-deaf-people 09-21/09-27 09-20/09-26 world
sign-languages-day 09-23 09-23 world
bi-visibility-day 09-23 09-23 world
truth-and-reconciliation 09-30 09-30 CA
black-history-month-uk 10-01/10-31 10-01/10-31 GB IE
lgbt-history-month-us 10-01/10-31 10-01/10-31 US
disability-employment 10-01/10-31 10-01/10-31 US
adhd-month 10-01/10-31 10-01/10-31 world
dyslexia-month 10-01/10-31 10-01/10-31 world
older-persons-day 10-01 10-01 world
mental-health-day 10-10 10-10 world
coming-out-day 10-11 10-11 world
day-of-the-girl 10-11 10-11 world
indigenous-peoples-day-us 10-12 10-11 US
pronouns-day 10-21 10-20 world
menopause-day 10-18 10-18 world
intersex-awareness-day 10-26 10-26 world
dia-de-los-muertos 11-01/11-02 11-01/11-02 MX US
native-american-heritage 11-01/11-30 11-01/11-30 US
native-american-heritage-day 11-27 11-26 US
disability-history-month-uk 11-20/12-20 11-18/12-18 GB
tolerance-day 11-16 11-16 world
mens-day 11-19 11-19 world
transgender-awareness-week 11-13/11-19 11-13/11-19 world
transgender-remembrance 11-20 11-20 world
violence-against-women 11-25/12-10 11-25/12-10 world
world-aids-day 12-01 12-01 world
persons-with-disabilities 12-03 12-03 world
bodhi-day 12-08 12-08 world
human-rights-day 12-10 12-10 world
migrants-day 12-18 12-18 world
christmas 12-25 12-25 world
kwanzaa 12-26/01-01 12-26/01-01 US
guru-gobind-singh 01-05 01-05 world
"""

# The days of 2026, 2027 … 2035; where there are two in a year, with a plus between.
TO_2035: Final = """\
eid-al-fitr     03-20 03-09 02-26 02-14 02-04 01-24 01-14 01-02+12-23 12-12 12-01
eid-al-adha     05-27 05-16 05-05 04-24 04-13 04-02 03-22 03-11 03-01 02-18
ramadan         02-18 02-08 01-28 01-16 01-05+12-26 12-15 12-04 11-23 11-12 11-01
passover        04-02 04-22 04-11 03-31 04-18 04-08 03-27 04-14 04-04 04-24
rosh-hashanah   09-12 10-02 09-21 09-10 09-28 09-18 09-06 09-24 09-14 10-04
yom-kippur      09-21 10-11 09-30 09-19 10-07 09-27 09-15 10-03 09-23 10-13
hanukkah        12-05 12-25 12-13 12-02 12-21 12-10 11-28 12-17 12-07 12-26
easter          04-05 03-28 04-16 04-01 04-21 04-13 03-28 04-17 04-09 03-25
orthodox-easter 04-12 05-02 04-16 04-08 04-28 04-13 05-02 04-24 04-09 04-29
lunar-new-year  02-17 02-06 01-26 02-13 02-03 01-23 02-11 01-31 02-19 02-08
nowruz          03-21 03-21 03-20 03-20 03-21 03-21 03-20 03-20 03-21 03-21
holi            03-04 03-22 03-11 03-01 03-20 03-09 03-27 03-16 03-05 03-24
diwali          11-08 10-29 10-17 11-05 10-26 11-14 11-02 10-22 11-10 10-30
vaisakhi        04-14 04-14 04-13 04-14 04-14 04-14 04-13 04-14 04-14 04-14
guru-nanak      11-24 11-14 11-02 11-21 11-10 11-28 11-17 11-06 11-25 11-15
"""
