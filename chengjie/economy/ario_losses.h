// What events take away and how it comes back: capital lost, capacity lost, rebuilding asked for.
// A part of ario.h.
#pragma once
#include <span>
#include <vector>

#include "chengjie/economy/ario.h"

namespace chengjie::economy {

class ArioLosses {
 public:
  // `inputs`: flows by input kind and buyer, k x n; all outlive this.
  ArioLosses(ArioModel const&, std::vector<ArioEvent> const&, Matrix const& inputs);

  void begin(int step);                                       // what happens as a step opens
  void recover(int step, std::span<double const> delivered);  // share of its orders each one filled

  std::vector<double> const& lost() const { return lost_; }              // share of capacity, 0..1
  std::vector<double> const& to_recover() const { return to_recover_; }  // capital
  std::vector<double> const& rebuild() const { return rebuild_; }        // asked of each a step
  std::vector<double> const& capital() const { return capital_; }

 private:
  struct Work {
    std::size_t supplier{}, buyer{};
    double left{};
  };
  struct Live {
    ArioEvent const* event{};
    std::vector<double> left;  // capital, or the share of capacity of an arbitrary event
    std::vector<Work> works;
  };
  void address(Live&) const;
  void settle(Live&, int step, std::span<double const> delivered) const;
  void rebuild(Live&, std::span<double const> delivered) const;
  void add_up();

  ArioModel const& m_;
  Matrix const& inputs_;
  std::vector<Live> live_;
  std::vector<double> capital_, lost_, to_recover_, rebuild_;
};

}  // namespace chengjie::economy
