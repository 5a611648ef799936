#include "indexer/entities/names/given_names.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/entities/names/romanized.h"

namespace dateline {
namespace {

/// One name and what it is shortened to, a line. A short form of several names stands in each of their lines.
constexpr std::string_view kGroups = R"(
abraham abe bram
albert al bert bertie
alexander alex alec sandy sasha xander sascha aleksandr oleksandr alexandr alexandre
aleksandr alexander oleksandr sasha
alexandra alex sandra sasha aleksandra oleksandra
alexei aleksei oleksiy alyosha lyosha
alfred al alf fred freddie
anastasia nastya asya
andrew andy drew
andrei andriy andrej
ann anne anna annie
anthony antony tony
antonio tonio toni
arthur art artie
barbara barb barbie babs
barnaby barney
bartholomew bart
benjamin ben benny benji
bernard bernie
bradley brad
calvin cal
catherine cathy cathie kate katie kathy kitty katherine kathryn cath
charles charlie chuck chas
christine christina chris chrissie tina
christopher chris kit topher
clifford cliff
clinton clint
cornelius neil con
cynthia cindy
daniel dan danny
david dave davey
deborah debbie deb debra
dennis denny den
dmitry dmitri dmytro dima mitya
donald don donny
dorothy dot dottie dolly
douglas doug
edmund ed ned eddie
edward ed eddie ted teddy ned
eleanor ellie nell nora
elizabeth beth betsy betty liz lizzie eliza bess libby lisa elisabeth
emily emma em
enrique quique kike
ernest ernie
eugene gene
evgeny yevgeny evgeni yevgeni zhenya yevhen
federico fede
florence flo florrie
francis frank frankie
frances fran fanny
francisco paco pancho kiko
franklin frank
frederick fred freddie freddy rick fritz friedrich
gabriel gabe
geoffrey geoff jeff
george georgie
gerald gerry jerry
gerard gerry ger
gilbert gil bert
giovanni gianni nino
giuseppe beppe peppe pino
gregory greg gregg
guadalupe lupe
gwendolyn gwen
harold harry hal
helen nell nellie
henry hank harry hal
herbert herb bert bertie
howard howie
hubert bert
hugh hughie
ignacio nacho iggy
ignatius iggy
irving irv
isaac ike zac
ivan vanya
jacob jake
jacqueline jackie
james jim jimmy jamie jem
janet jan jenny
jennifer jen jenny jenni
jeffrey jeff
jeremy jerry jez
jerome jerry
jesus chuy
joanna jo joanne
johannes hans johann
john johnny jack jon johnnie
jonathan jon jonny jonathon
jose pepe
joseph joe joey jo
josephine jo josie
joshua josh
judith judy judi
julian jules
katerina katya
kenneth ken kenny
kevin kev
konstantin kostya
laurence larry lawrence laurie
leonard len lenny leo
leonardo leo
leonid lyonya
leopold leo
lewis lou lew
louis lou louie
louise lou
luiz luis
lyudmila lyuda mila
malcolm mal
margaret maggie meg peggy madge marge margie
maria mariya masha
martha marty patty
martin marty
mary molly polly mamie
matthew matt matty
maurice mo
maximilian max
melvin mel
michael mike mick mickey mikey
michelle shelly
mikhail misha mykhailo
mitchell mitch
morris mo
nancy nan
natalia natasha natalya nataliya
nathan nate
nathaniel nate nat
nicholas nick nicky nico nicolas
nikolai nikolay nikolaj mykola kolya
norman norm
oliver ollie
olga olya
pamela pam
patricia pat patty trish tricia patsy
patrick pat paddy patty
paul paulie
pavel pavlo pasha
peter pete petey
petr petro pyotr piotr
philip phil pip phillip
rachel rae
ralph rafe
randolph randy
randall randy
raymond ray
rebecca becky becca
reginald reg reggie
richard rick rich dick ricky richie
robert bob bobby rob robbie bert
roberto beto
roderick rod roddy rick
rodney rod
roger rodge
roman roma
ronald ron ronnie
rosemary rosie
rudolph rudy rudi
russell russ
samantha sam sammy
samuel sam sammy
santiago santi
sarah sally sadie
sergei sergey serhiy serhii seryozha
sidney sid
solomon sol
stanley stan
stephanie steph
stephen steve stevie steven
stuart stu stewart
susan sue susie suzie suzy susanna
svetlana sveta
sylvester sly
tatiana tanya tatyana
terence terry terrence
theodore ted teddy theo
theresa terry tess tessa teresa
thomas tom tommy
timothy tim timmy
valentina valya
vasily vasyl vasya
victor vic
victoria vicky vicki tori
viktor vitya
vincent vince vinny vin
virginia ginny ginger
vladimir volodymyr vova volodya vlad
volodymyr vladimir vova volodya
vyacheslav slava
wallace wally
walter walt wally
wilfred wilf fred
wilhelm willy
william bill billy will willie willy liam
winston winnie
wladyslaw wladek
xavier xavi
yekaterina katya ekaterina
yuri yury iurii yuriy
zachary zach zack zak
)";

using Groups = std::unordered_map<std::string_view, std::vector<int>>;

const Groups& groups() {
  static const auto kTable = [] {
    Groups table;
    int group = 0;
    for (std::size_t at = 0; at < kGroups.size();) {
      const auto end = kGroups.find_first_of(" \n", at);
      if (end > at) table[kGroups.substr(at, end - at)].push_back(group);
      group += kGroups[end] == '\n';
      at = end + 1;
    }
    return table;
  }();
  return kTable;
}

}  // namespace

bool same_given_name(std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (a.size() < 2 || b.size() < 2) return false;
  if (spelling_key(a) == spelling_key(b)) return true;
  const auto& table = groups();
  const auto of_a = table.find(a), of_b = table.find(b);
  if (of_a == table.end() || of_b == table.end()) return false;
  return std::ranges::any_of(of_a->second,
                             [&](int group) { return std::ranges::count(of_b->second, group) > 0; });
}

bool is_short_form(std::string_view plain) {
  const auto known = groups().find(plain);
  const auto begins_line = [&](std::size_t at) {
    return kGroups[at - 1] == '\n' && kGroups.substr(at + plain.size()).starts_with(' ');
  };
  if (known == groups().end()) return false;
  for (auto at = kGroups.find(plain); at != kGroups.npos; at = kGroups.find(plain, at + 1)) {
    if (begins_line(at)) return false;
  }
  return true;
}

bool is_known_given_name(std::string_view plain) { return groups().contains(plain); }

}  // namespace dateline
