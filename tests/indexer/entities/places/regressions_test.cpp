// What other systems are known to get wrong, through the whole path: from a text to the places of its
// article.
#include <gtest/gtest.h>

#include <algorithm>

#include "indexer/entities/enrich.h"

namespace dateline {
namespace {

struct PlacesCase {
  const char* name;
  const char* text;
  const char* places;  ///< "name CC" of those on the map, in alphabetical order
};

std::string places_of(const char* text) {
  static const auto enricher = Enricher::load();
  Article article;
  article.text = text;
  article.language = "en";
  enricher->enrich(article);
  std::vector<std::string> shown;
  for (const auto& place : article.places) {
    if (place.position)
      shown.push_back(place.country.empty() ? place.name : place.name + " " + place.country);
  }
  std::ranges::sort(shown);
  std::string all;
  for (const auto& one : shown) all += (all.empty() ? "" : "; ") + one;
  return all;
}

class Places : public testing::TestWithParam<PlacesCase> {};
TEST_P(Places, OfAnArticle) { EXPECT_EQ(places_of(GetParam().text), GetParam().places); }

const auto kName = [](const auto& row) { return std::string(row.param.name); };

// One country, one record, however it is written.
INSTANTIATE_TEST_SUITE_P(
    Spellings, Places,
    testing::Values(
        PlacesCase{"Usa", "Officials in the USA said on Monday that talks would go on.", "United States US"},
        PlacesCase{"UsWithDots", "Officials in the U.S. said on Monday that talks would go on.",
                   "United States US"},
        PlacesCase{"UsWithoutDots", "The US said on Monday that talks would go on.", "United States US"},
        PlacesCase{"America", "He returned to America in 1992 and opened a shop.", "United States US"},
        PlacesCase{"UsInAllWays", "The United States and the U.S. and the USA were all named in the report.",
                   "United States US"},
        PlacesCase{"Uk", "Ministers in the UK rejected the plan.", "United Kingdom GB"},
        PlacesCase{"Britain", "Ministers in Britain rejected the plan.", "United Kingdom GB"},
        PlacesCase{"GreatBritain", "She moved to Great Britain after the war.", "United Kingdom GB"},
        PlacesCase{"Uae", "The company opened an office in the UAE last year.", "United Arab Emirates AE"},
        PlacesCase{"Drc", "Fighting resumed in the DRC, aid workers said.",
                   "Democratic Republic of the Congo CD"},
        PlacesCase{"Kiev", "He arrived in Kiev on Tuesday.", "Kyiv UA"},
        PlacesCase{"Kyiv", "He arrived in Kyiv on Tuesday.", "Kyiv UA"},
        PlacesCase{"Burma", "Troops crossed the border from Burma into Thailand.", "Myanmar MM; Thailand TH"},
        PlacesCase{"Ceylon", "She was born in Ceylon before independence.", "Sri Lanka LK"},
        PlacesCase{"Bombay", "The bank has offices in Bombay and Calcutta.", "Kolkata IN; Mumbai IN"},
        PlacesCase{"Peking", "The envoy flew to Peking for talks.", "Beijing CN"},
        PlacesCase{"IvoryCoast", "Cocoa prices rose in Ivory Coast.", "Ivory Coast CI"},
        PlacesCase{"SarEPul", "Gunmen killed two men in Sar-e-Pul, officials in Kabul said.",
                   "Kabul AF; Sar-e Pul AF"}),
    kName);

// Famous namesakes, small namesakes.
INSTANTIATE_TEST_SUITE_P(
    Namesakes, Places,
    testing::Values(
        PlacesCase{"Paris", "The museum in Paris was closed on Monday.", "Paris FR"},
        PlacesCase{"ParisTexas", "The fire in Paris, Texas, was put out by noon.",
                   "Paris, Texas US; Texas US"},
        PlacesCase{"LondonOntario", "Police in London, Ontario, arrested two men on Friday.",
                   "London, Ontario CA; Ontario CA"},
        PlacesCase{"LongBeach", "The port of Long Beach, California, was busy.",
                   "California US; Long Beach US"},
        PlacesCase{"LongBeachAlone", "Ships waited for days outside Long Beach and Los Angeles.",
                   "Long Beach US; Los Angeles US"},
        PlacesCase{"SydneyAustralia", "He flew from Sydney to Melbourne.", "Melbourne AU; Sydney AU"},
        PlacesCase{"CambridgeWithOxford", "Scientists in Cambridge and in Oxford, in Britain, disagreed.",
                   "Cambridge GB; Oxford GB; United Kingdom GB"},
        PlacesCase{"GeorgiaByTbilisi", "Protesters gathered in Tbilisi, and Georgia's president spoke.",
                   "Georgia GE; Tbilisi GE"},
        PlacesCase{"GeorgiaByAtlanta", "Voters in Atlanta and across Georgia went to the polls.",
                   "Atlanta US; Georgia, United States US"},
        PlacesCase{"SanJoseCostaRica", "San Jose, Costa Rica, hosted the summit.",
                   "Costa Rica CR; San José CR"},
        PlacesCase{"Birmingham", "Two men were arrested in Birmingham, England.",
                   "Birmingham GB; England GB"},
        PlacesCase{"BirminghamAlabama", "Two men were arrested in Birmingham, Alabama.",
                   "Alabama US; Birmingham, Alabama US"},
        PlacesCase{"PortlandMaine", "A boat left Portland, Maine, at dawn.", "Maine US; Portland, Maine US"},
        PlacesCase{"MoscowRussia", "Talks between Washington and Moscow broke down.",
                   "Moscow RU; Washington D.C. US"},
        PlacesCase{"HyderabadPakistan", "Floods reached Hyderabad and Karachi in Pakistan.",
                   "Hyderabad, Sindh PK; Karachi PK; Pakistan PK"},
        PlacesCase{"Rome", "The pope will return to Rome on Sunday.", "Rome IT"},
        PlacesCase{"Jordan", "Refugees crossed from Syria into Jordan.", "Jordan JO; Syria SY"},
        PlacesCase{"Chad", "The army of Chad entered Niger and Mali.", "Chad TD; Mali ML; Niger NE"},
        PlacesCase{"Turkey", "Turkey and Greece signed the agreement.", "Greece GR; Turkey TR"}),
    kName);

// What is no place.
INSTANTIATE_TEST_SUITE_P(
    NoPlaces, Places,
    testing::Values(PlacesCase{"Month", "The vote is planned for May, August or March.", ""},
                    PlacesCase{"SurnameWashington",
                               "Denzel Washington said he was proud. Washington will star in the film.", ""},
                    PlacesCase{"SurnameLondon", "Jack London wrote it in 1903. London was 27 years old.", ""},
                    PlacesCase{"SurnameBerlin", "Isaiah Berlin gave the lecture.", ""},
                    PlacesCase{"SurnameLincoln", "Abraham Lincoln was shot in 1865.", ""},
                    PlacesCase{"SurnameJordan", "Michael Jordan scored 40 points.", ""},
                    PlacesCase{"GivenNameParis", "Paris Hilton attended the party.", ""},
                    PlacesCase{"GivenNameChelsea", "Chelsea Clinton attended the party.", ""},
                    PlacesCase{"GivenNameSydney", "Sydney Pollack directed it.", ""},
                    PlacesCase{"Ship", "The MV Rachel Corrie was boarded by the navy.", ""},
                    PlacesCase{"Degree", "She holds an M.S. and a Ph.D. in physics.", ""},
                    PlacesCase{"WordOk", "That is ok, he said, and ga is not a word.", ""},
                    PlacesCase{"WordOrMe", "Give me the book or go in, he told us.", ""},
                    PlacesCase{"Demonyms", "French and German farmers joined Italians and Costa Ricans.", ""},
                    PlacesCase{"Newspaper", "The New York Times reported it first.", ""},
                    PlacesCase{"Club", "Manchester United beat Real Madrid 2-1.", ""},
                    PlacesCase{"University", "He studied at the University of Chicago.", ""},
                    PlacesCase{"Company", "Bank of America and Air France cut jobs.", ""},
                    PlacesCase{"Weekday", "On Sunday the shop was closed; on Monday it opened.", ""},
                    PlacesCase{"Language", "She speaks English, Polish and Turkish.", ""},
                    PlacesCase{"Storm", "Hurricane Sandy destroyed the pier.", ""},
                    PlacesCase{"Drug", "Patients were given Tamiflu for five days.", ""}),
    kName);

// Names that other systems took for places, or for the wrong ones.
INSTANTIATE_TEST_SUITE_P(
    KnownErrors, Places,
    testing::Values(
        PlacesCase{"MonthMay", "The vote is in May, the minister said. May was told on Monday.", ""},
        PlacesCase{"MonthMarch", "On March 4 they met; by March it was over.", ""},
        PlacesCase{"DegreeOfScience", "He earned an M.S. in 1990 and an M.A. in 1994.", ""},
        PlacesCase{"ShipUss", "The USS Cole was attacked in 2000.", ""},
        PlacesCase{"SurnameHouston", "Whitney Houston, the singer, died in 2012. Houston was 48.", ""},
        PlacesCase{"SurnameWashington",
                   "The actor Denzel Washington, 60, won the prize. Mr Washington thanked his wife.", ""},
        PlacesCase{"GivenNameFlorence", "Florence Nightingale founded it.", ""},
        PlacesCase{"WordsGaAndOk", "It is ok. He said ga, ma and pa.", ""},
        PlacesCase{"Dollars", "It cost US$40 million, or 30 million US dollars.", ""},
        PlacesCase{"TeamOfACity", "The Chicago Bulls lost to the Miami Heat.", ""},
        PlacesCase{"StockExchange", "Shares fell on the London Stock Exchange.", ""},
        PlacesCase{"Malaysian", "Malaysian police said two men were held.", ""},
        PlacesCase{"LongBeachIsNotInAustralia",
                   "The Long Beach Police Department said two men were held in Long Beach, "
                   "California.",
                   "California US; Long Beach US"},
        PlacesCase{"HarareIsNotSalisbury", "A man was found in the English city of Salisbury.",
                   "Salisbury GB"},
        PlacesCase{"ManchesterIsNotInJamaica", "The team returned to Manchester on Friday.", "Manchester GB"},
        PlacesCase{"TaiwanIsNotThePeoplesRepublic",
                   "The Ministry of Health of the People's Republic of China "
                   "agreed.",
                   "China CN"}),
    kName);

// What the text says beside a name, and the names of institutions.
INSTANTIATE_TEST_SUITE_P(
    Ties, Places,
    testing::Values(
        PlacesCase{"UnknownTownOfACounty", "A man from Coggeshall, Essex, was held.",
                   "Coggeshall, Essex GB; Essex GB"},
        PlacesCase{"StateWithoutDot", "A fire broke out in Portland, OR, on Monday.",
                   "Oregon US; Portland US"},
        PlacesCase{"CanadianProvince", "A couple from Regina, Sask. believes it.",
                   "Regina CA; Saskatchewan CA"},
        PlacesCase{"CountryOfTwo", "She flew to Trinidad and Tobago on Monday.", "Trinidad and Tobago TT"},
        PlacesCase{"NameOfTwoWords", "The Holy See said on Monday that it would send an envoy.",
                   "Vatican City VA"},
        PlacesCase{"StatePolice", "The Kentucky State Police said two men were held.", "Kentucky US"},
        PlacesCase{"ArticleOfACountry", "The UK said it would help.", "United Kingdom GB"}),
    kName);

// Which place, by the rest of the article.
INSTANTIATE_TEST_SUITE_P(
    Context, Places,
    testing::Values(
        PlacesCase{"Kunar", "Rockets hit a village in Kunar, the governor said.", "Kunar AF"},
        PlacesCase{"KunarProvince", "Rockets hit a village in Kunar province, the governor said.",
                   "Kunar AF"},
        PlacesCase{"Dateline", "KABUL, Afghanistan (AP) - A bomb exploded near the airport on Thursday.",
                   "Afghanistan AF; Kabul AF"},
        PlacesCase{"DatelineInCapitals", "NEW DELHI (Reuters) - The government of India will import wheat.",
                   "India IN; New Delhi IN"},
        PlacesCase{"AbbreviatedState", "MIAMI, Fla. (AP) - A storm is near.", "Florida US; Miami US"},
        PlacesCase{"Washington", "The senator said in Washington that the bill was dead.",
                   "Washington D.C. US"},
        PlacesCase{"WashingtonState", "Fires burned in Oregon and in Washington state.",
                   "Oregon US; Washington, United States US"},
        PlacesCase{"OrangeCounty", "Fires spread in Orange County on Sunday.", "Orange County US"},
        PlacesCase{"CountyIsNoTown", "A man from Monroe County was arrested.", ""},
        PlacesCase{"Region", "Aid agencies in the Sahel and the Horn of Africa asked for help.",
                   "Horn of Africa; Sahel"},
        PlacesCase{"MiddleEast", "The envoy will tour the Middle East next week.", "Middle East"},
        PlacesCase{"Gaza", "Aid entered the Gaza Strip from Egypt.", "Egypt EG; Gaza Strip PS"},
        PlacesCase{"WestBank", "Two men were shot in the West Bank, near Ramallah.",
                   "Ramallah PS; West Bank PS"},
        PlacesCase{"Congo", "Rebels took Goma, in eastern Congo.",
                   "Democratic Republic of the Congo CD; Goma CD"},
        PlacesCase{"Koreas", "North Korea fired a missile, South Korea said.",
                   "North Korea KP; South Korea KR"},
        PlacesCase{"NewYorkCity", "The mayor of New York City spoke in Brooklyn.",
                   "Brooklyn US; New York US"},
        PlacesCase{"UnknownVillage", "A boat sank off Qwertyville on Tuesday.", ""}),
    kName);

}  // namespace
}  // namespace dateline
