// Situations of joining: who is one person, who stays two, and who is nobody. Precision comes first.
#include "indexer/entities/joining/people.h"

#include <gtest/gtest.h>

#include "tests/support/marked_text.h"

namespace dateline {
namespace {

struct Situation {
  const char* name;
  const char*
      text;  ///< a title and a text divided by " || ", or a text alone; {P:...} are mentions of people
  const char* people;  ///< in order of their first mention, with how often they are named
};

std::string shown(const std::vector<Named>& people) {
  std::string out;
  for (const auto& one : people) {
    if (one.count == 0) continue;
    out += (out.empty() ? "" : "; ") + one.name + (one.written.empty() ? "" : " (" + one.written + ")") +
           " " + std::to_string(one.count);
  }
  return out;
}

std::string joined_people(std::string_view marked, const std::vector<std::string>& stated = {}) {
  constexpr std::string_view kDivider = " || ";
  const auto divider = marked.find(kDivider);
  Mentions mentions;
  Article article;
  for (const auto& name : stated) article.people.push_back({.name = name});
  if (divider != marked.npos) {
    article.title = unmarked(marked.substr(0, divider), mentions.title);
    marked.remove_prefix(divider + kDivider.size());
  }
  article.text = unmarked(marked, mentions.text);
  return shown(join_people(article, mentions));
}

class People : public testing::TestWithParam<Situation> {};
TEST_P(People, AreJoined) { EXPECT_EQ(joined_people(GetParam().text), GetParam().people); }

const auto kName = [](const auto& row) { return std::string(row.param.name); };

INSTANTIATE_TEST_SUITE_P(
    Surnames, People,
    testing::Values(
        Situation{"Alone", "A man called {P:Smith} came.", ""},
        Situation{"SaidTwice", "{P:Lula} spoke. Then {P:Lula} left.", "Lula 2"},
        Situation{"SaidTwiceButACommonWord", "The {P:Bill} passed. No bill like the {P:Bill} had.", ""},
        Situation{"TitlesAlone",
                  "{P:The Prime Minister} left. {P:Eng} and {P:Ven}, {P:Eng} and {P:Ven}. {P:Co-Founder}.",
                  ""},
        Situation{"AnOfficeAlone", "{P:Office of the Prime Minister}, {P:Former Minister}.", ""},
        Situation{"ANameThatIsATitleToo", "{P:Father} spoke. {P:Father} left.", ""},
        Situation{"SaidTwiceButAThing", "The {P:Bill} passed. A Safety {P:Bill}, {P:Bill} said.", ""},
        Situation{"KimIsNotKevinIanMoore",
                  "{P:Kevin Ian Moore} met Mr {P:Kim}. {P:Kim} said so. {P:Kim} left.",
                  "Kevin Ian Moore 1; Kim 3"},
        Situation{"AnnIsNotAlanNeilNovak",
                  "{P:Alan Neil Novak} lived with {P:Ann}. {P:Ann} said so. {P:Ann} died.",
                  "Alan Neil Novak 1; Ann 3"},
        Situation{"ACommonWordInAHeadlineOfCapitals",
                  "{P:STERLING} RISES || {P:Sterling} was firm, as sterling has been.", ""},
        Situation{"BehindATitle", "President {P:Reagan} spoke.", "Reagan 1"},
        Situation{"BehindMr", "A Mr {P:Smith} called.", "Smith 1"},
        Situation{"BehindAMinistry", "The Ministry of Buddhist {P:Affairs} replied.", ""},
        Situation{"WithAParticle", "They hunted {P:bin Laden} for years.", "bin Laden 1"},
        Situation{"JoinsTheFullName", "{P:Seth Jones} spoke. {P:Jones} left. {P:Jones} slept.",
                  "Seth Jones 3"},
        Situation{"ByLetters", "{P:Anura Kumara Dissanayake} spoke. {P:AKD} left.",
                  "Anura Kumara Dissanayake 2"},
        Situation{"ByLettersOfTwo", "{P:Ann Kay Dee}, {P:Anura Kumara Dissanayake} and {P:AKD} spoke.",
                  "Ann Kay Dee 1; Anura Kumara Dissanayake 1"},
        Situation{"BeforeTheFullName", "{P:Jones} wins || It was {P:Emrys Jones} again.", "Emrys Jones 2"},
        Situation{"InCapitalsInTheTitle", "{P:JONES} WINS || It was {P:Emrys Jones} again.", "Emrys Jones 2"},
        Situation{"WithAnAccentLost", "{P:Erdogan} wins || {P:Recep Tayyip Erdoğan} won.",
                  "Recep Tayyip Erdoğan 2"},
        Situation{"WithAnotherApostrophe", "{P:O’Rourke} quits || {P:Beto O'Rourke} quit.",
                  "Beto O'Rourke 2"},
        Situation{"OfTwoWords", "{P:Gabriel García Márquez} wrote. {P:García Márquez} drank.",
                  "Gabriel García Márquez 2"},
        Situation{"OfTwoWordsTheLastAlone", "{P:Gabriel García Márquez} wrote. {P:Márquez} drank.",
                  "Gabriel García Márquez 2"},
        Situation{"OfTwoWordsTheFirstAlone", "{P:Federico García Lorca} wrote. {P:García} sang.",
                  "Federico García Lorca 2"},
        Situation{"WithParticles", "{P:Ursula von der Leyen} spoke. {P:von der Leyen} left.",
                  "Ursula von der Leyen 2"},
        Situation{"WithParticlesCapital", "{P:Ursula von der Leyen} spoke. {P:Von der Leyen} left.",
                  "Ursula von der Leyen 2"},
        Situation{"WithoutItsParticles", "{P:Vincent van der Berg} spoke. {P:Berg} left.",
                  "Vincent van der Berg 2"},
        Situation{"ArabicArticle", "{P:Bashar al-Assad} spoke. {P:Assad} left. {P:al-Assad} fled.",
                  "Bashar al-Assad 3"},
        Situation{"ArabicBin", "{P:Ali bin Tamim} said so, {P:Tamim} added.", "Ali bin Tamim 2"},
        Situation{"FrenchDe", "{P:Alexandre de Moraes} ruled. {P:Moraes} wrote it.", "Alexandre de Moraes 2"},
        Situation{"DeBlasioCapital", "{P:Bill de Blasio} quit. {P:De Blasio} wept.", "Bill de Blasio 2"},
        Situation{"LaRiva", "{P:La Riva} ran; {P:Gloria La Riva} lost.", "Gloria La Riva 2"},
        Situation{"Hyphenated", "{P:Ana Schoch-Spana} spoke. {P:Schoch-Spana} left.", "Ana Schoch-Spana 2"},
        Situation{"ThaiHyphens", "{P:Prayuth Chan-o-cha} ruled. {P:Chan-o-cha} won.", "Prayuth Chan-o-cha 2"},
        Situation{"Korean", "{P:Park Won-soon} vanished. {P:Park} was mayor.", "Park Won-soon 2"},
        Situation{"Chinese", "{P:Xi Jinping} flew in. {P:Xi} smiled.", "Xi Jinping 2"},
        Situation{"Vietnamese", "{P:Nguyen Xuan Phuc} resigned. {P:Phuc} was president.",
                  "Nguyen Xuan Phuc 2"},
        Situation{"Icelandic", "{P:Katrín Jakobsdóttir} spoke. {P:Katrín} left.", "Katrín Jakobsdóttir 2"},
        Situation{"Possessive", "{P:Seth Jones}'s dog bit {P:Jones}’ cat.", "Seth Jones 2"},
        Situation{"OneLetterIsNobody", "He wrote on {P:X}. Then {P:X} fell.", ""},
        Situation{"WithACaptionStuckToIt", "{P:Seth JonesImage}: AP. Mayor {P:Seth Jones} spoke.",
                  "Seth Jones 2"},
        Situation{"WithAnInnerCapital", "{P:Ann MacArthur} spoke. {P:Ann FitzGerald} left.",
                  "Ann MacArthur 1; Ann FitzGerald 1"},
        Situation{"ATitleIsNobody", "The {P:Prime Minister} of India, the {P:Prime Minister} said.", ""},
        Situation{"InTheDatelineOnly", "WASHINGTON, {P:Smith} - Prices rose.", ""}),
    kName);

INSTANTIATE_TEST_SUITE_P(
    Several, People,
    testing::Values(
        Situation{"TwoJonesesStayTwo", "{P:Seth Jones} met {P:Emrys Jones}. {P:Jones} laughed.",
                  "Seth Jones 1; Emrys Jones 1"},
        Situation{"TwoJonesesByTheirFirstNames",
                  "{P:Seth Jones} met {P:Emrys Jones}. {P:Emrys} laughed at {P:Seth}.",
                  "Seth Jones 2; Emrys Jones 2"},
        Situation{"MrAndMrs",
                  "Mr {P:Seth Jones} met Mrs {P:Ann Jones}. Mr {P:Jones} laughed. Mrs {P:Jones} wept.",
                  "Seth Jones 2; Ann Jones 2"},
        Situation{"HisWife", "{P:Seth Jones} and his wife {P:Ann Jones} came. Mrs {P:Jones} wept.",
                  "Seth Jones 1; Ann Jones 2"},
        Situation{"TheOffice",
                  "President {P:Bill Clinton} and Senator {P:Hillary Clinton} came. President {P:Clinton} "
                  "spoke, then "
                  "Senator {P:Clinton}.",
                  "Bill Clinton 2; Hillary Clinton 2"},
        Situation{"TheOfficeOfBoth", "Senator {P:Ann Hale} met Senator {P:Bob Hale}. Senator {P:Hale} spoke.",
                  "Ann Hale 1; Bob Hale 1"},
        Situation{"SecretaryOfState",
                  "Secretary of State {P:Ann Hale} and Mayor {P:Bob Hale} met. Secretary {P:Hale} spoke.",
                  "Ann Hale 2; Bob Hale 1"},
        Situation{"BeforeTheOtherCame", "{P:Seth Jones} spoke. {P:Jones} left. Later {P:Emrys Jones} came.",
                  "Seth Jones 2; Emrys Jones 1"},
        Situation{"WhoWentByTheNameBefore",
                  "{P:Jair Hale} was held. {P:Hale} denied it. {P:Hale} fled. His son {P:Eddie Hale} wept. "
                  "{P:Hale} may "
                  "appeal.",
                  "Jair Hale 4; Eddie Hale 1"},
        Situation{
            "WhoWentByTheNameOnlyOnce",
            "{P:Jair Hale} was held. {P:Hale} denied it. His son {P:Eddie Hale} wept. {P:Hale} may appeal.",
            "Jair Hale 2; Eddie Hale 1"},
        Situation{"TheTitleOfAnArticleOnTwo", "{P:Hale} wins || {P:Ann Hale} beat {P:Bob Hale}.",
                  "Ann Hale 1; Bob Hale 1"},
        Situation{"TheFamily", "{P:Thaksin Shinawatra} fled. The {P:Shinawatra} family stayed.",
                  "Thaksin Shinawatra 1"},
        Situation{"TheBrothers", "{P:Orville Wright} flew. The {P:Wright} brothers were famous.",
                  "Orville Wright 1"},
        Situation{"MrAndMrsInOne", "{P:Seth Jones} came. Mr and Mrs {P:Jones} were glad.", "Seth Jones 1"},
        Situation{"MrsIsNotMr", "Mr {P:Seth Jones} left. Mrs {P:Jones} stayed. Mrs {P:Jones} slept.",
                  "Seth Jones 1"},
        Situation{"MrsWithHisName", "Mr {P:John Hale} spoke. Mrs {P:John Hale} sang.", "John Hale 2"},
        Situation{"FatherAndSon", "{P:Thomas Hale Sr.} founded it. {P:Thomas Hale Jr.} sold it.",
                  "Thomas Hale Sr. 1; Thomas Hale Jr. 1"},
        Situation{"FatherSonAndWhich",
                  "{P:Thomas Hale Sr.} founded it. {P:Thomas Hale Jr.} sold it. {P:Thomas Hale} wept.",
                  "Thomas Hale Sr. 1; Thomas Hale Jr. 1; Thomas Hale 1"},
        Situation{"JuniorAlone",
                  "{P:Walter Wallace Jr.} was shot. {P:Walter Wallace} was 27. {P:Wallace} sang.",
                  "Walter Wallace Jr. 3"},
        Situation{"TheSecondAndTheThird", "{P:Henry Hale II} met {P:Henry Hale III}.",
                  "Henry Hale II 1; Henry Hale III 1"},
        Situation{"Siblings", "{P:Ed Stone} and {P:Ted Stone} run it.", "Ed Stone 1; Ted Stone 1"},
        Situation{"SiblingsInAList", "{P:Bob Stone}, {P:Rob Stone} and {P:Ann Stone} run it.",
                  "Bob Stone 1; Rob Stone 1; Ann Stone 1"},
        Situation{"OneInitialTwoPeople", "{P:S. Jones} may be {P:Seth Jones} or {P:Sam Jones}.",
                  "S. Jones 1; Seth Jones 1; Sam Jones 1"},
        Situation{"MiddleNamesDiffer", "{P:Ana B. Ruiz} is not {P:Ana C. Ruiz}.",
                  "Ana B. Ruiz 1; Ana C. Ruiz 1"},
        Situation{"MiddleNamesDifferAndWhich",
                  "{P:Ana B. Ruiz} is not {P:Ana C. Ruiz}. {P:Ana Ruiz} is both.",
                  "Ana B. Ruiz 1; Ana C. Ruiz 1; Ana Ruiz 1"},
        Situation{"TwoOfOneFirstName", "{P:Anna Hale} met {P:Anna Ruiz}. {P:Anna} smiled.",
                  "Anna Hale 1; Anna Ruiz 1"},
        Situation{"FirstNameBeforeTheOtherCame", "{P:Anna Hale} sang. {P:Anna} smiled. {P:Anna Ruiz} came.",
                  "Anna Hale 2; Anna Ruiz 1"},
        Situation{"SurnameGoesBeforeFirstName", "{P:Clarence Thomas} met {P:Thomas Hale}. {P:Thomas} wrote.",
                  "Clarence Thomas 2; Thomas Hale 1"},
        Situation{"TwoKims", "{P:Kim Jong-un} and {P:Kim Yo-jong} came. {P:Kim} spoke.",
                  "Kim Jong-un 1; Kim Yo-jong 1"},
        Situation{"FamilyOfTwoWordsOfTwo", "{P:Ronnie de Mel} met {P:Mallika de Mel}. {P:de Mel} spoke.",
                  "Ronnie de Mel 1; Mallika de Mel 1"},
        Situation{"OtherCouplesApart", "{P:Ann Hale} and {P:Bob Ruiz} met. {P:Hale} left with {P:Ruiz}.",
                  "Ann Hale 2; Bob Ruiz 2"}),
    kName);

INSTANTIATE_TEST_SUITE_P(
    Initials, People,
    testing::Values(
        Situation{"Middle", "{P:Seth Jones} and, later, {P:Seth G. Jones}.", "Seth G. Jones 2"},
        Situation{"First", "{P:S. Jones}? It was {P:Seth Jones}.", "Seth Jones 2"},
        Situation{"FirstMoreOften", "{P:R. Hale} died. {P:R. Hale} was 91. {P:Rajan Hale}, born here.",
                  "Rajan Hale 3"},
        Situation{"FirstOfAnother", "{P:S. Jones}? It was {P:Emrys Jones}.", "S. Jones 1; Emrys Jones 1"},
        Situation{"Several", "{P:J.R. Perera} left. {P:Junius Richard Perera} was old.",
                  "Junius Richard Perera 2"},
        Situation{"SeveralWithoutDots", "{P:JR Perera} left. {P:J. R. Perera} was old.", "JR Perera 2"},
        Situation{"InOtherOrder", "{P:J. R. Perera} is not {P:R. J. Perera}.",
                  "J. R. Perera 1; R. J. Perera 1"},
        Situation{"FirstBeforeTheNameInUse", "{P:J. Edgar Hale} spied. {P:Edgar Hale} was odd.",
                  "J. Edgar Hale 2"},
        Situation{"MiddleWritten", "{P:Seth G. Jones} is {P:Seth Gerald Jones}.", "Seth Gerald Jones 2"},
        Situation{"ThreeAndOne", "{P:W. M. G. Perera} came. {P:W. Perera} left.", "W. M. G. Perera 2"},
        Situation{"FatherAndSonByTheirInitials",
                  "{P:George W. Bush} met {P:George H. W. Bush}. {P:Bush} wept.",
                  "George W. Bush 1; George H. W. Bush 1"},
        Situation{"OnlyInitialsInCommon", "{P:A. B. Hale} met {P:A. C. Hale}.",
                  "A. B. Hale 1; A. C. Hale 1"}),
    kName);

INSTANTIATE_TEST_SUITE_P(
    FirstNames, People,
    testing::Values(
        // Long words were looked up as families' names, in which a and e are one.
        Situation{"Long", "{P:Jonathan Hale} spoke. {P:Jonathan} left. {P:Jonathan} slept.",
                  "Jonathan Hale 3"},
        Situation{"LongMohammed", "{P:Mohammed Hale} spoke. {P:Mohammed} left. {P:Mohammed} slept.",
                  "Mohammed Hale 3"},
        Situation{"LongAlexandra", "{P:Alexandra Hale} spoke. {P:Alexandra} left. {P:Alexandra} slept.",
                  "Alexandra Hale 3"},
        Situation{"Alone", "{P:Ranil} speaks || {P:Ranil Wickremesinghe} spoke.", "Ranil Wickremesinghe 2"},
        Situation{"OfSomebodyElse", "{P:Ranil Perera} met {P:Sajith}. {P:Sajith} spoke.",
                  "Ranil Perera 1; Sajith 2"},
        Situation{"AMiddleName", "{P:Luiz Inácio Lula da Silva} won. {P:Lula} wept.",
                  "Luiz Inácio Lula da Silva 2"},
        Situation{"TwoFirstNames", "{P:Anura Kumara} spoke. {P:Anura Kumara Dissanayake} won.",
                  "Anura Kumara Dissanayake 2"},
        Situation{"AnInitialIsNone", "{P:J. Hale} met {P:J}.", "J. Hale 1"}),
    kName);

INSTANTIATE_TEST_SUITE_P(
    Nicknames, People,
    testing::Values(
        Situation{"BillWilliam", "{P:William Clinton} spoke. {P:Bill Clinton} left.", "William Clinton 2"},
        Situation{"BillMoreOften",
                  "{P:Bill Clinton} spoke. {P:Bill Clinton} left. {P:William Jefferson Clinton} was 46.",
                  "Bill Clinton 3"},
        Situation{"BobRobert", "{P:Bob Hale} or {P:Robert F. Hale}?", "Bob Hale 1; Robert F. Hale 1"},
        Situation{"BobRobertApartInText", "{P:Bob Hale} spoke. It was {P:Robert F. Hale} who left.",
                  "Robert F. Hale 2"},
        Situation{"SashaAlexander", "{P:Sasha Petrov} spoke. {P:Alexander Petrov} left.",
                  "Alexander Petrov 2"},
        Situation{"SashaOfTwo",
                  "{P:Alexander Petrov} met {P:Alexandra Petrov}. It was {P:Sasha Petrov} who left.",
                  "Alexander Petrov 1; Alexandra Petrov 1; Sasha Petrov 1"},
        Situation{"PegMargaret", "{P:Margaret Hale} spoke. {P:Peggy Hale} left.", "Margaret Hale 2"},
        Situation{"DickRichard", "{P:Dick Hale} spoke. {P:Richard Hale} left.", "Richard Hale 2"},
        Situation{"JackJohn", "{P:John Hale} spoke. {P:Jack Hale} left.", "John Hale 2"},
        Situation{"PepeJose", "{P:José Ruiz} spoke. {P:Pepe Ruiz} left.", "José Ruiz 2"},
        Situation{"PacoFrancisco", "{P:Paco Ruiz} spoke. {P:Francisco Ruiz} left.", "Francisco Ruiz 2"},
        Situation{"TedEdwardTheodore", "{P:Edward Hale} met {P:Theodore Hale}. But {P:Ted Hale} left.",
                  "Edward Hale 1; Theodore Hale 1; Ted Hale 1"},
        Situation{"TedBeforeEdwardAndTheodore", "It was {P:Ted Hale}. {P:Edward Hale} met {P:Theodore Hale}.",
                  "Ted Hale 1; Edward Hale 1; Theodore Hale 1"},
        Situation{"MikhailIsNotMichael", "{P:Mikhail Stern} met {P:Michael Stern}.",
                  "Mikhail Stern 1; Michael Stern 1"},
        Situation{"JohnIsNotIvan", "{P:John Stern} met {P:Ivan Stern}.", "John Stern 1; Ivan Stern 1"},
        Situation{"OtherSurname", "{P:Bill Hale} met {P:William Hall}.", "Bill Hale 1; William Hall 1"},
        Situation{"WithAnInitial", "{P:William Hale} spoke. {P:W. Hale} wrote. {P:Billy Hale} sang.",
                  "William Hale 3"},
        Situation{"TheInitialOfTheNickname", "{P:B. Hale} wrote. {P:Bill Hale} sang.", "Bill Hale 2"}),
    kName);

INSTANTIATE_TEST_SUITE_P(
    Spellings, People,
    testing::Values(
        Situation{"Gorbachev", "{P:Mikhail Gorbachev} spoke. {P:Mikhail Gorbatchev} left.",
                  "Mikhail Gorbachev 2"},
        Situation{"GorbachevAlone", "{P:Mikhail Gorbachev} spoke. {P:Gorbatschow} left.",
                  "Mikhail Gorbachev 2"},
        Situation{"Zelensky", "{P:Volodymyr Zelenskyy} spoke. {P:Zelensky} left. {P:Vladimir Zelenskiy} won.",
                  "Volodymyr Zelenskyy 3"},
        Situation{"Muhammad", "{P:Mohammed Hale} spoke. {P:Muhammad Hale} left. {P:Mohamed Hale} sang.",
                  "Mohammed Hale 3"},
        Situation{"Gaddafi", "{P:Muammar Gaddafi} spoke. {P:Muammar Qadhafi} left. {P:Kadhafi} fell.",
                  "Muammar Gaddafi 3"},
        Situation{"Osama", "{P:Osama bin Laden} hid. {P:Usama bin Ladin} hid too.",
                  "Osama bin Laden 1; Usama bin Ladin 1"},
        Situation{"Umlaut", "{P:Gerhard Schröder} spoke. {P:Gerhard Schroeder} left. {P:Schroder} won.",
                  "Gerhard Schröder 3"},
        Situation{"Djokovic", "{P:Novak Đoković} won. {P:Novak Djokovic} served.", "Novak Đoković 2"},
        Situation{"Walesa", "{P:Lech Wałęsa} spoke. {P:Walesa} left.", "Lech Wałęsa 2"},
        Situation{"Rajapaksa", "{P:Gotabaya Rajapaksa} fled. {P:Gotabhaya Rajapakse} resigned.",
                  "Gotabaya Rajapaksa 2"},
        Situation{"Gunawardena", "{P:Bandula Gunawardana} spoke. {P:Gunawardena} left.",
                  "Bandula Gunawardana 2"},
        Situation{"Sergei", "{P:Sergei Ivanov} spoke. {P:Sergey Ivanov} left.", "Sergei Ivanov 2"},
        Situation{"Aleksandr", "{P:Aleksandr Popov} spoke. {P:Alexander Popov} left.", "Aleksandr Popov 2"},
        Situation{"Yevgeny", "{P:Yevgeny Popov} spoke. {P:Evgeni Popov} left.", "Yevgeny Popov 2"},
        Situation{"WithoutTheArticle", "{P:Bashar al-Assad} spoke. {P:Bashar Assad} left.",
                  "Bashar al-Assad 2"},
        Situation{"HyphenOrNot", "{P:Kim Jong-un} spoke. {P:Kim Jong Un} left. {P:Kim Jongun} won.",
                  "Kim Jong-un 3"},
        Situation{"SmithAndSmyth", "{P:Ann Smith} met {P:Ann Smyth}.", "Ann Smith 1; Ann Smyth 1"},
        Situation{"JensenAndJansen", "{P:Peter Jensen} met {P:Peter Jansen}.",
                  "Peter Jensen 1; Peter Jansen 1"},
        Situation{"HansenAndHanson", "{P:Pia Hansen} met {P:Pia Hanson}.", "Pia Hansen 1; Pia Hanson 1"},
        Situation{"ClarkAndClarke", "{P:Ann Clark} met {P:Ann Clarke}.", "Ann Clark 1; Ann Clarke 1"},
        Situation{"LeeAndLi", "{P:David Lee} met {P:David Li}.", "David Lee 1; David Li 1"},
        Situation{"MarioAndMaria", "{P:Mario Ruiz} met {P:Maria Ruiz}.", "Mario Ruiz 1; Maria Ruiz 1"},
        Situation{"ZhangAndJang", "{P:Zhang Wei} met {P:Jang Wei}.", "Zhang Wei 1; Jang Wei 1"}),
    kName);

INSTANTIATE_TEST_SUITE_P(
    Order, People,
    testing::Values(Situation{"Hungarian", "{P:Orbán Viktor} spoke. {P:Viktor Orbán} left. {P:Orbán} won.",
                              "Orbán Viktor 3"},
                    Situation{"Chinese", "{P:Jinping Xi} spoke. {P:Xi Jinping} left. {P:Xi Jinping} won.",
                              "Xi Jinping 3"},
                    Situation{"Korean", "{P:Jong-un Kim} spoke. {P:Kim Jong-un} left. {P:Kim Jong-un} won.",
                              "Kim Jong-un 3"},
                    Situation{"Japanese",
                              "{P:Abe Shinzo} spoke. {P:Shinzo Abe} left. {P:Abe} won. {P:Shinzo Abe} slept.",
                              "Shinzo Abe 4"},
                    Situation{"WithAComma", "{P:Jones, Seth} spoke. {P:Seth Jones} left.", "Jones, Seth 2"},
                    Situation{"TwoGivenNames", "{P:James Thomas} met {P:Thomas James}.",
                              "James Thomas 1; Thomas James 1"}),
    kName);

INSTANTIATE_TEST_SUITE_P(
    Titles, People,
    testing::Values(
        Situation{"InTheMention", "{P:Mme Spanton} wept. {P:Emily Spanton} was 39.", "Emily Spanton 2"},
        Situation{"DoctorInTheMention", "{P:Dr. Ana Ruiz} spoke. {P:Ana Ruiz} left.", "Ana Ruiz 2"},
        Situation{"SmallWordInFront", "{P:spokesman Seth Jones} spoke. {P:Seth Jones} left.", "Seth Jones 2"},
        Situation{"DesignateInFront", "The minister{P:-designate Noboru Hale} spoke.", "Noboru Hale 1"},
        Situation{"AWordTooMany", "{P:Lanka Anura Kumara Hale} spoke. {P:Anura Kumara Hale} left.",
                  "Anura Kumara Hale 2"},
        Situation{"PrincessInTheMention", "{P:Princess Ubolratana} ran. {P:Ubolratana} lost.",
                  "Princess Ubolratana 2"},
        Situation{"PopeInTheMention", "{P:Pope Francis} spoke. {P:Francis} left.", "Pope Francis 2"},
        Situation{"SirInTheMention", "{P:Sir Keir Hale} spoke. {P:Keir Hale} left. Sir {P:Keir} won.",
                  "Keir Hale 3"},
        Situation{"ChiefMinister", "Chief Minister {P:M.K. Hale} wrote. {P:Hale} asked.", "M.K. Hale 2"},
        Situation{"JudgeAsAName", "{P:Mike Judge} drew. {P:Judge} laughed.", "Mike Judge 2"},
        Situation{"TitleWithAComma", "The widow, {P:Ann Hale}, spoke. {P:Ann Hale}, mayor, left.",
                  "Ann Hale 2"}),
    kName);

// "Prince Charles" was recorded as Charles, and "Pope Francis", named once, as nobody.
INSTANTIATE_TEST_SUITE_P(
    Ranks, People,
    testing::Values(
        Situation{"Prince", "Prince {P:Charles} spoke. {P:Charles} left.", "Prince Charles 2"},
        Situation{"PopeNamedOnce", "It was Pope {P:Francis} who spoke.", "Pope Francis 1"},
        Situation{"Sheikh", "Prime Minister Sheikh {P:Hasina} quit. {P:Hasina} fled.", "Sheikh Hasina 2"},
        Situation{"SheikhWithAFullName", "Sheikh {P:Hasina Wazed} quit. Sheikh {P:Hasina} fled.",
                  "Hasina Wazed 2"},
        Situation{"Mullah", "The one-eyed Mullah {P:Omar} fled.", "Mullah Omar 1"},
        Situation{"QueenWithANumber", "Queen {P:Elizabeth II} spoke. Queen {P:Elizabeth} left.",
                  "Queen Elizabeth II 2"},
        Situation{"QueensOfTwoNumbers",
                  "Queen {P:Elizabeth II} spoke of {P:Elizabeth I} and of Queen {P:Elizabeth}.",
                  "Queen Elizabeth II 2; Elizabeth I 1"},
        Situation{"KingsOfTwoNumbers",
                  "King {P:Charles II} was King {P:Charles III} of his time. King {P:Charles} spoke.",
                  "King Charles II 1; King Charles III 1; King Charles 1"},
        Situation{"TwoNamesAndANumber", "Pope {P:John Paul II} died.", "Pope John Paul II 1"},
        Situation{"BothRanks", "King {P:Charles} spoke. Once Prince {P:Charles}, King {P:Charles} left.",
                  "King Charles 3"},
        Situation{"InCapitals", "PRINCE {P:CHARLES} SPEAKS || He spoke.", "Prince Charles 1"},
        Situation{"NobodysFirstName", "{P:Charles Taylor} fled. Prince {P:Charles} spoke.",
                  "Charles Taylor 1; Prince Charles 1"},
        Situation{"NobodysSurname", "{P:Saddam Hussein} fell. King {P:Hussein} spoke. {P:Hussein} hid.",
                  "Saddam Hussein 2; King Hussein 1"},
        Situation{"NumberOfNobodysFirstName",
                  "{P:Elizabeth Taylor} played {P:Elizabeth II}. {P:Elizabeth II} laughed.",
                  "Elizabeth Taylor 1; Elizabeth II 2"},
        Situation{"OfAFullName", "Crown Prince {P:Haakon Magnus} spoke. Prince {P:Haakon} left.",
                  "Haakon Magnus 2"},
        Situation{"OfAFullNameWithAFathers", "{P:Mohammed bin Salman} spoke. Prince {P:Mohammed} left.",
                  "Mohammed bin Salman 2"},
        Situation{"InSmallLettersIsNone", "The burger king {P:Charles} spoke. {P:Charles} left.",
                  "Charles 2"}),
    kName);

INSTANTIATE_TEST_SUITE_P(
    Capitals, People,
    testing::Values(
        Situation{"Headline", "{P:JEAN-LUC MOREAU} MEASURES || {P:Jean-Luc Moreau} measured.",
                  "Jean-Luc Moreau 2"},
        Situation{"HeadlineOnly", "{P:JEAN-LUC MOREAU} MEASURES || He measured.", "Jean-Luc Moreau 1"},
        Situation{"SurnameInAHeadline", "{P:REAGAN} SPEAKS || President {P:Reagan} spoke.", "Reagan 2"},
        Situation{"InitialsInAHeadline", "{P:J.R. PERERA} SPEAKS || {P:J. R. Perera} spoke.",
                  "J. R. Perera 2"},
        Situation{"ShortWordsAreNoInitials", "{P:ALI SABRY} SPEAKS || {P:Ali Sabry} spoke.", "Ali Sabry 2"},
        Situation{"WholeArticle", "{P:KIM JONG UN} SPEAKS || {P:KIM JONG UN} SPOKE. {P:KIM} LEFT.",
                  "Kim Jong Un 3"},
        Situation{"Accents", "{P:FLÁVIO ÁVILA} SPEAKS || HE SPOKE.", "Flávio Ávila 1"},
        Situation{"Irish", "{P:O'ROURKE} QUITS || {P:Beto O'Rourke} quit.", "Beto O'Rourke 2"}),
    kName);

struct StatedCase {
  const char* name;
  const char* text;
  std::vector<std::string> stated;
  const char* people;
};

class Stated : public testing::TestWithParam<StatedCase> {};
TEST_P(Stated, PeopleKeepTheirNames) {
  EXPECT_EQ(joined_people(GetParam().text, GetParam().stated), GetParam().people);
}

INSTANTIATE_TEST_SUITE_P(
    Articles, Stated,
    testing::Values(
        StatedCase{"InFull", "{P:Seth Jones} spoke; {P:Jones} left.", {"Seth G. Jones"}, "Seth G. Jones 2"},
        StatedCase{"Inverted", "{P:Seth Jones} spoke.", {"Jones, Seth"}, "Jones, Seth 1"},
        StatedCase{"AsSlug", "{P:James Baker} spoke. {P:Baker} left.", {"james-baker"}, "james-baker 2"},
        StatedCase{"BySurname", "President {P:Reagan} spoke.", {"reagan"}, "reagan 1"},
        StatedCase{"BySurnameThenInFull", "{P:Ronald Reagan} spoke.", {"reagan"}, "reagan (Ronald Reagan) 1"},
        StatedCase{"BySurnameOfTwo",
                   "{P:Ronald Reagan} met {P:Nancy Reagan}.",
                   {"reagan"},
                   "Ronald Reagan 1; Nancy Reagan 1"},
        StatedCase{"BySurnameOfOneTwiceInFull",
                   "{P:Ronald Reagan} spoke. {P:Ronald W. Reagan} left.",
                   {"reagan"},
                   "reagan (Ronald W. Reagan) 2"},
        StatedCase{"WithARank",
                   "Prince {P:Charles} spoke. {P:Charles} left.",
                   {"Prince Charles"},
                   "Prince Charles 2"},
        StatedCase{"ByAFirstName", "Prince {P:Charles} spoke.", {"charles"}, "charles 1"},
        StatedCase{"ByNickname", "{P:Bill Clinton} spoke.", {"William Clinton"}, "William Clinton 1"},
        StatedCase{"ByAnotherSpelling",
                   "{P:Mikhail Gorbatchev} spoke.",
                   {"gorbachev-mikhail"},
                   "gorbachev-mikhail 1"},
        StatedCase{"InAnotherOrder", "{P:Viktor Orbán} spoke.", {"Orban Viktor"}, "Orban Viktor 1"},
        StatedCase{
            "SomebodyElse", "{P:Ana Díaz} met {P:Seth Jones}.", {"Seth Jones"}, "Seth Jones 1; Ana Díaz 1"},
        StatedCase{"SomebodyElseOfTheName", "{P:Emrys Jones} spoke.", {"Seth Jones"}, "Emrys Jones 1"},
        StatedCase{"SurnameWithAParticle",
                   "{P:von der Leyen} spoke.",
                   {"Ursula von der Leyen"},
                   "Ursula von der Leyen 1"}),
    kName);

}  // namespace
}  // namespace dateline
