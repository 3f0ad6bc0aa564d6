// For the tests of tasks and wanted rows: how much of what a person labelled is read, by field.
#pragma once
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "chengjie/base/tree.h"
#include "chengjie/reading/reader.h"
#include "chengjie/text/chars.h"

namespace chengjie::reading_tests {

// A label: its keys as text; a list of words is joined with '|', true is "true".
using Label = std::map<std::string, std::string>;

inline Label label_of(std::string const& line) {
  auto out = Label{};
  auto key = std::string{};
  auto list = false;
  for (auto i = std::size_t{0}; i < line.size(); ++i) {
    if (line[i] == '[') { list = true; }
    if (line[i] == ']') { list = false; }
    if (line.compare(i, 4, "true") == 0 && !key.empty()) { out[std::exchange(key, {})] = "true"; }
    if (line[i] == ',' && !list) { key.clear(); }
    if (line[i] != '"') { continue; }
    auto const end = line.find('"', i + 1);
    auto const word = line.substr(i + 1, end - i - 1);
    i = end;
    if (key.empty()) {
      key = word;
    } else {
      out[key] += (out[key].empty() ? "" : "|") + word;
    }
  }
  return out;
}

inline std::vector<Label> labels_of(std::string const& path) {
  auto const bytes = read_file(path);
  REQUIRE_MESSAGE(bytes, path);
  auto lines = std::istringstream{*bytes};
  auto out = std::vector<Label>{};
  for (auto line = std::string{}; std::getline(lines, line);) {
    if (!line.empty()) { out.push_back(label_of(line)); }
  }
  return out;
}

inline std::string plain(std::string const& s) {
  auto out = std::string{};
  for (auto const c : text::utf32(s)) {
    auto const folded = text::fold(c);
    if (std::u32string_view{U" ,。;:、“”()"}.find(folded) == std::u32string_view::npos) {
      text::append_utf8(out, folded);
    }
  }
  return out;
}

inline std::set<std::string> set_of(std::string const& list) {
  auto out = std::set<std::string>{};
  auto depth = 0;
  auto from = std::u32string{};
  for (auto const c : text::utf32(list) + U"、") {
    depth += c == U'（' || c == U'(' ? 1 : c == U'）' || c == U')' ? -1 : 0;
    if (depth == 0 && (c == U'、' || c == U'|' || c == U'，')) {
      if (!from.empty()) { out.insert(plain(text::utf8(from))); }
      from.clear();
    } else {
      from += c;
    }
  }
  return out;
}

// Ends of an indicator, each as its numbers.
inline std::vector<std::set<std::string>> ends_of(std::string const& indicator) {
  auto out = std::vector<std::set<std::string>>(1);
  auto number = std::string{};
  for (auto const written : text::utf32(indicator) + U"；") {
    auto const c = written == U'；' ? written : text::fold(written);  // full-width digits too
    if (text::is_digit(c) || (c == U'.' && !number.empty())) {
      text::append_utf8(number, c);
      continue;
    }
    if (!number.empty()) { out.back().insert(std::exchange(number, {})); }
    if ((c == U'；' || c == U'|') && !out.back().empty()) { out.emplace_back(); }
  }
  out.pop_back();
  return out;
}

struct Counted {
  int right{}, of{};
  double part() const { return of == 0 ? 1 : double(right) / of; }
};

struct TaskScore {
  Counted found, true_, owner, department, due, ends_found, ends_true;
  Counted wanted_found, wanted_true, park;
};

inline double closeness(std::string const& a, std::string const& b) {
  if (a.empty() || b.empty()) { return 0; }
  if (a == b) { return 1; }
  if (a.find(b) != std::string::npos || b.find(a) != std::string::npos) { return 0.9; }
  auto const x = text::utf32(a);
  auto const y = text::utf32(b);
  auto same = 0;
  for (auto i = std::size_t{0}; i + 1 < x.size(); ++i) {
    same += y.find(x.substr(i, 2)) != std::u32string::npos ? 1 : 0;
  }
  return 0.9 * 2 * same / double(x.size() + y.size());
}

inline bool one_of(Label const& label, std::string const& key, std::string const& got) {
  auto const at = [&](std::string const& k) {
    auto const found = label.find(k);
    return found == label.end() ? std::string{} : found->second;
  };
  if (at(key) == got) { return true; }
  // "park_alt": [""]: it may be left out.
  if (got.empty() && label.contains(key + "_alt") && at(key + "_alt").empty()) { return true; }
  auto words = std::istringstream{at(key + "_alt")};
  for (auto word = std::string{}; std::getline(words, word, '|');) {
    if (word == got) { return true; }
  }
  return false;
}

inline std::string direction_of(std::string s) {
  for (std::string const tail : {"方向", "产业链", "产业集群", "产业"}) {
    if (s.size() > tail.size() && s.ends_with(tail)) { s.resize(s.size() - tail.size()); }
  }
  return s;
}

class TaskScorer {
 public:
  TaskScorer(std::string name, bool show) : name_(std::move(name)), show_(show) {}

  TaskScore run(std::vector<reading::ClauseRow> const& rows, std::vector<Label> const& labels) {
    tasks(rows, labels);
    wanted(rows, labels);
    return score_;
  }

 private:
  void tell(std::string const& what) const {
    if (show_) { std::cout << name_ << ": " << what << '\n'; }
  }

  void tasks(std::vector<reading::ClauseRow> const& rows, std::vector<Label> const& labels) {
    auto used = std::set<std::size_t>{};
    for (auto const& label : labels) {
      if (label.at("type") != "task") { continue; }
      auto best = rows.size();
      auto most = 0.55;
      for (auto i = std::size_t{0}; i != rows.size(); ++i) {
        if (rows[i].type != "task" || used.contains(i)) { continue; }
        auto const close = closeness(plain(rows[i].task), plain(label.at("task")));
        if (close > most) {
          most = close;
          best = i;
        }
      }
      if (best != rows.size()) { used.insert(best); }
      if (label.contains("optional")) { continue; }
      ++score_.found.of;
      if (best == rows.size()) {
        tell("missed task " + label.at("task"));
        continue;
      }
      ++score_.found.right;
      fields(rows[best], label);
    }
    for (auto i = std::size_t{0}; i != rows.size(); ++i) {
      if (rows[i].type != "task") { continue; }
      ++score_.true_.of;
      score_.true_.right += used.contains(i);
      if (!used.contains(i)) { tell("false task " + rows[i].task); }
    }
  }

  void fields(reading::ClauseRow const& row, Label const& label) {
    auto const at = [&](char const* k) {
      auto const found = label.find(k);
      return found == label.end() ? std::string{} : found->second;
    };
    auto owners = set_of(row.owner);
    for (auto const& leader : set_of(at("leader"))) { owners.erase(leader); }
    count(score_.owner, owners == set_of(at("owner")), "owner", row.task, row.owner);
    count(score_.department, set_of(row.department) == set_of(at("department")), "department",
          row.task, row.department);
    count(score_.due, one_of(label, "due", row.due), "due", row.task, row.due);
    auto const told = ends_of(row.indicator);
    auto const right = ends_of(at("indicator"));
    auto const also = ends_of(at("indicator_alt"));
    auto const holds = [](auto const& all, auto const& one) {
      return std::any_of(all.begin(), all.end(), [&](auto const& other) {
        return std::includes(other.begin(), other.end(), one.begin(), one.end());
      });
    };
    for (auto const& end : right) {
      count(score_.ends_found, holds(told, end), "missed end", row.task, row.indicator);
    }
    for (auto const& end : told) {
      auto const is = std::any_of(right.begin(), right.end(), [&](auto const& r) {
        return std::includes(end.begin(), end.end(), r.begin(), r.end());
      });
      auto const may = holds(also, end) || (right.empty() && !at("indicator_alt").empty());
      if (is || !may) { count(score_.ends_true, is, "false end", row.task, row.indicator); }
    }
  }

  void count(Counted& c, bool right, std::string const& what, std::string const& task,
             std::string const& got) const {
    ++c.of;
    c.right += right;
    if (!right) { tell(what + " of " + task + ": " + got); }
  }

  void wanted(std::vector<reading::ClauseRow> const& rows, std::vector<Label> const& labels) {
    auto used = std::set<std::size_t>{};
    for (auto const& label : labels) {
      if (label.at("type") != "wanted") { continue; }
      auto best = rows.size();
      for (auto i = std::size_t{0}; i != rows.size(); ++i) {
        auto const& r = rows[i];
        if (r.type != "wanted" || used.contains(i) || r.product != label.at("product")) {
          continue;
        }
        auto same = direction_of(r.direction) == direction_of(label.at("direction"));
        same |= label.contains("direction_alt") && one_of(label, "direction", r.direction);
        if (same) { best = i; }
      }
      if (best != rows.size()) { used.insert(best); }
      if (label.contains("optional")) { continue; }
      ++score_.wanted_found.of;
      if (best == rows.size()) {
        tell("missed wanted " + label.at("direction") + " " + label.at("product"));
        continue;
      }
      ++score_.wanted_found.right;
      count(score_.park, one_of(label, "park", rows[best].park), "park", rows[best].product,
            rows[best].park);
    }
    for (auto i = std::size_t{0}; i != rows.size(); ++i) {
      if (rows[i].type != "wanted") { continue; }
      ++score_.wanted_true.of;
      score_.wanted_true.right += used.contains(i);
      if (!used.contains(i)) {
        tell("false wanted " + rows[i].direction + " / " + rows[i].product + " / " + rows[i].park);
      }
    }
  }

  std::string name_;
  bool show_;
  TaskScore score_;
};

inline std::string told(TaskScore const& s) {
  auto out = std::ostringstream{};
  auto const put = [&](char const* what, Counted c) {
    out << what << ' ' << c.right << '/' << c.of << "  ";
  };
  put("tasks found", s.found);
  put("true", s.true_);
  put("owner", s.owner);
  put("department", s.department);
  put("due", s.due);
  put("ends found", s.ends_found);
  put("true", s.ends_true);
  put("wanted found", s.wanted_found);
  put("true", s.wanted_true);
  put("park", s.park);
  return out.str();
}

}  // namespace chengjie::reading_tests
