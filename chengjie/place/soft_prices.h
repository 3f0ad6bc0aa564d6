// Capacity prices of a warm relaxation: every item is spread over its arcs in proportion to
// exp(-priced cost / heat), at prices that make the spread items just fill the sites (linear
// programming with entropic perturbation: Fang & Tsao 1993). The cooler, the nearer to the linear
// relaxation; unlike the corners of that one, the spread is central: it keeps every choice that is
// nearly as good. Newton steps on the dual. One resource; made to shrink as sites are closed.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace chengjie::place {

class SoftPrices {
 public:
  struct Arc {
    std::int32_t arc{};   // the caller's
    std::int32_t slot{};  // a site, by number here
    double use{};
    double cost{};
    double share{};  // of its item, by the last `solve`
  };

  // Empty of items. `room` and first `price` by slot, all open.
  void clear(std::vector<double> room, std::vector<double> price, double heat);
  void add_item(int item, std::vector<Arc> const& arcs);  // `item` is the caller's, >= 0
  void set_heat(double heat) { heat_ = heat; }
  // At most so many steps; shares, prices and what follows from them.
  void solve(int steps);
  // Takes the slot out, with its arcs and with the items marked in `inside` (by the caller's item).
  void close(int slot, std::vector<char> const& inside);

  int slots() const { return static_cast<int>(room_.size()); }
  int open() const { return open_; }
  bool open_slot(int slot) const { return open_slot_[slot] != 0; }
  double room(int slot) const { return room_[slot]; }
  double price(int slot) const { return price_[slot]; }
  int items() const { return static_cast<int>(item_.size()); }  // still there
  int item(int k) const { return item_[k]; }
  std::span<Arc const> arcs(int k) const {
    return {arcs_.data() + first_[k], arcs_.data() + first_[k + 1]};
  }
  double heat() const { return heat_; }
  double entropy() const { return entropy_; }  // of all items, in nats
  double level() const { return level_; }      // what is open costs no less on these arcs
  std::int64_t work() const { return work_; }  // in elementary steps

 private:
  double spread(std::vector<double> const& price);
  double spread_item(int k, std::vector<double> const& price);
  bool newton_step(std::vector<double>& step);
  double overload() const;

  std::vector<std::int32_t> item_, first_;
  std::vector<Arc> arcs_;
  std::vector<double> room_, price_, load_, curve_;
  std::vector<char> open_slot_;
  int open_{};
  double heat_{}, entropy_{}, level_{};
  std::int64_t work_{};
};

}  // namespace chengjie::place
