// What was shown, by mark, so that it opens: figures of answers, cells of tables. What answers
// showed is also written into the ledger, a little later and by the thread that watches it, so that
// no reader waits for a writer.
#pragma once
#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "chengjie/answer/basis.h"
#include "chengjie/ledger/figure.h"
#include "chengjie/store/store.h"

namespace chengjie::server::api {

class Shown {
 public:
  struct CellRef {
    std::string kind, key, column;
  };

  enum class Keep { always, for_now };  // a what-if's figures are not worth writing down
  void figures(answer::Basis const&, Keep);
  void cell(std::string mark, CellRef);

  std::optional<Figure> figure(std::string const& mark) const;
  std::optional<CellRef> cell(std::string const& mark) const;

  // What waits to be written; they are written by whoever took them.
  std::vector<Figure> take_pending(std::size_t most);

 private:
  template <class T>
  struct Bounded {
    std::map<std::string, T> by_mark;
    std::deque<std::string> order;  // the oldest first
    bool add(std::string const& mark, T value, std::size_t most);
  };
  mutable std::mutex mutex_;
  Bounded<Figure> figures_;
  Bounded<CellRef> cells_;
  std::deque<Figure> pending_;
};

}  // namespace chengjie::server::api
