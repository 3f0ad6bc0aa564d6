// What an answer rests on: every figure it took in or computed. From here come the share of
// assumed inputs and the traces by which a MARK can be opened later.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/ledger/figure.h"

namespace chengjie::answer {

class Basis {
 public:
  // Registers an input; the figure comes back so that calls can be chained.
  Figure const& use(Figure const&);

  // A computed figure and its formula. Its inputs are registered too; it is as weak as the weakest.
  struct Derived {
    std::string subject{};
    std::string indicator{};
    double value{};
    std::string unit{};
    std::string formula{};  // "规上产值 ÷ 占全区比重"
    std::vector<Figure> inputs{};
    std::string of{};
    Kind kind{Kind::actual};
    std::string period{};
    Bound bound{};
    Scope scope{};
    std::optional<Interval> range{};
  };
  Figure derive(Derived);

  // Inputs that are assumed, of all inputs that are not computed; 0 when there are none.
  double assumed_share() const;
  std::map<std::string, Figure> const& figures() const { return figures_; }  // by mark

 private:
  std::map<std::string, Figure> figures_;
};

}  // namespace chengjie::answer
