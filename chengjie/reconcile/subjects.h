// Whose figures they are, where reading left it open: the place an indicator begins with
// ("丰谷区规上工业总产值"), else the place its document is about.
#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/ledger/figure.h"

namespace chengjie::reconcile {

// "九龙坡区规上工业产值" -> "九龙坡区": the place a text begins with, by the last letter of its
// name; "" when it begins with none. 国内市场, 城市 and 上市 are no places.
std::string place_at_start(std::string_view text);

// The place a document is about by its first lines ("平江县2023年统计公报"); "" when they name
// none.
std::string place_of_heading(std::string_view text);

// The figures with a subject wherever one is known, and with the subject's name taken off their
// indicators. `places`: document hash to the place it is about. Evidence, and so the mark, is as it
// was; order too.
std::vector<Figure> with_subjects(std::vector<Figure> figures,
                                  std::map<std::string, std::string> places);

}  // namespace chengjie::reconcile
