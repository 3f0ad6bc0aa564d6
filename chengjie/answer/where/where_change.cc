// What-if: the changes that a person writes, put into the case. A changed figure says that it is a
// trial and who made it; nothing is written to the ledger.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "chengjie/answer/settings.h"
#include "chengjie/answer/where/where_case.h"

namespace chengjie::answer {
namespace {

Error bad(std::string what, std::string const& where, std::string help) {
  return Error{Code::bad_usage, std::move(what), where, std::move(help)};
}

struct Halves {
  std::string left, right;
};
Result<Halves> split(std::string const& text, char at, char const* form) {
  auto const cut = text.rfind(at);
  if (cut == std::string::npos || cut == 0 || cut + 1 == text.size()) {
    return bad("看不懂的改动", text, std::string{"写成 "} + form);
  }
  return Halves{text.substr(0, cut), text.substr(cut + 1)};
}

Result<double> number_in(std::string const& text, std::string const& whole) {
  auto value = 0.0;
  auto const* end = text.data() + text.size();
  auto const* begin = text.data() + (text.starts_with('+') ? 1 : 0);
  auto const [at, error] = std::from_chars(begin, end, value);
  if (error != std::errc{} || at != end || !std::isfinite(value)) {
    return bad("不是数", whole, "写成基本单位的数，例如 20000");
  }
  return value;
}

class Changer {
 public:
  Changer(Context const& context, WhereAsk const& ask, WhereCase& c)
      : x_(context), ask_(ask), c_(c) {}

  Result<Done> apply() {
    struct Step {
      std::vector<std::string> const& changes;
      Result<Done> (Changer::*change)(std::string const&);
    };
    for (auto const& step : {Step{ask_.without, &Changer::leave_out},
                             {ask_.weights, &Changer::weigh},
                             {ask_.capacities, &Changer::resize},
                             {ask_.needs, &Changer::need},
                             {ask_.lifts, &Changer::lift},
                             {ask_.forbids, &Changer::forbid},
                             {ask_.pins, &Changer::pin}}) {
      for (auto const& change : step.changes) {
        if (auto const done = (this->*step.change)(change); !done) { return done; }
      }
    }
    if (ask_.keep && !(*ask_.keep >= 0.0 && *ask_.keep <= 1e9)) {
      return bad("每挪一个项目的代价应是不小于零的数", "keep", "例如 3");
    }
    c_.input.price_move = ask_.keep.value_or(0.0);
    refill_amounts(c_);
    return kDone;
  }

 private:
  Result<std::size_t> project(std::string const& name) const {
    for (auto j = std::size_t{0}; j != c_.asks.size(); ++j) {
      auto const& record = *c_.asks[j].project;
      if (record.key == name || record.text("name") == name) { return j; }
    }
    return Error{Code::not_found, "没有这个待落位的项目", name,
                 "用 chengjie answer where 查看全部项目"};
  }

  Result<std::size_t> place(std::string const& name) const {
    for (auto i = std::size_t{0}; i != c_.places.size(); ++i) {
      auto const& place = c_.places[i];
      auto const same = place.record == nullptr
                            ? name == x_.region || name == "全区"
                            : place.id == name || place.name == name || named(*place.record, name);
      if (same) { return i; }
    }
    return Error{Code::not_found, "没有这个参与落位的园区", name, "写园区台账里的名称"};
  }

  Result<std::size_t> factor(std::string const& name) const {
    auto known = std::string{};
    for (auto f = std::size_t{0}; f != c_.factors.size(); ++f) {
      if (c_.factors[f].id == name || c_.factors[f].name == name) { return f; }
      known += (known.empty() ? "" : "、") + c_.factors[f].name;
    }
    return Error{Code::not_found, "没有参与落位的这种要素", name, "可选：" + known};
  }

  Figure trial(std::string subject, std::string indicator, double value, std::string unit,
               std::string const& key) const {
    auto figure = Figure{};
    figure.subject = std::move(subject);
    figure.indicator = std::move(indicator);
    figure.value = value;
    figure.unit = std::move(unit);
    figure.evidence = Assumption{key, x_.caller.name, x_.today, "试算，未写入账本"};
    return figure;
  }

  Result<Done> leave_out(std::string const& name) {
    auto const j = project(name);
    if (!j) { return j.error(); }
    auto const key = c_.asks[*j].project->key;
    c_.asks.erase(c_.asks.begin() + static_cast<long>(*j));
    c_.input.projects.erase(c_.input.projects.begin() + static_cast<long>(*j));
    for (auto k = c_.input.fits.size(); k-- > 0;) {
      if (c_.input.fits[k].project != key) { continue; }
      c_.input.fits.erase(c_.input.fits.begin() + static_cast<long>(k));
      c_.fits.erase(c_.fits.begin() + static_cast<long>(k));
    }
    std::erase_if(c_.input.pairs, [&](auto const& row) { return row.a == key || row.b == key; });
    std::erase_if(c_.input.aparts, [&](auto const& row) { return row.a == key || row.b == key; });
    return kDone;
  }

  Result<Done> weigh(std::string const& text) {
    auto const halves = split(text, '=', "名=值，例如 tax_per_yi=20");
    if (!halves) { return halves.error(); }
    auto const rows = read_settings("place/weights.toml", "weight");
    if (!rows) { return rows.error(); }
    auto const row = std::ranges::find_if(*rows, [&](auto const& weight) {
      return weight.name == halves->left || weight.title == halves->left;
    });
    if (row == rows->end()) {
      auto known = std::string{};
      for (auto const& weight : *rows) {
        known += (known.empty() ? "" : "、") + weight.title + "（" + weight.name + "）";
      }
      return Error{Code::not_found, "没有这个权重", halves->left, "可选：" + known};
    }
    auto const value = number_in(halves->right, text);
    if (!value) { return value.error(); }
    auto const share = row->name.starts_with("near_");
    if (*value < 0.0 || *value > (share ? 1.0 : 1e9)) {
      return bad("权重超出范围", text, share ? "0 至 1" : "0 至 10 亿");
    }
    auto& weight = c_.weights.at(row->name);
    weight =
        trial(weight.subject, weight.indicator, *value, weight.unit, "weight/place/" + row->name);
    return kDone;
  }

  // The new value, or what is there with the change added; never below nothing.
  Result<double> changed(std::string const& text, std::optional<Figure> const& was,
                         std::string const& whole) const {
    auto const value = number_in(text, whole);
    if (!value) { return value; }
    auto const relative = text.starts_with('+') || text.starts_with('-');
    if (relative && !was) { return bad("原来的数未知，不能加减", whole, "写成 =数"); }
    auto const out = relative ? was->value + *value : *value;
    if (out < 0.0 || out > 1e14) { return bad("改后的数超出范围", whole, "0 至 100 万亿"); }
    return out;
  }

  Result<Done> resize(std::string const& text) {
    auto const halves = split(text, '=', "园区/要素=+20000，例如 西彭园区/用电=+20000");
    if (!halves) { return halves.error(); }
    auto const at = split(halves->left, '/', "园区/要素=+20000");
    if (!at) { return at.error(); }
    auto const i = place(at->left);
    if (!i) { return i.error(); }
    auto const f = factor(at->right);
    if (!f) { return f.error(); }
    auto& place = c_.places[*i];
    auto const value = changed(halves->right, place.room[*f], text);
    if (!value) { return value.error(); }
    // What comes later comes on top of the new amount.
    auto const more = *value - (place.room[*f] ? place.room[*f]->value : *value);
    auto const key = "parks/" + place.id + "/" + c_.factors[*f].park_column;
    for (auto& [when, figure] : place.later) {
      if (when.first != *f) { continue; }
      figure = trial(place.name, figure.indicator, std::max(0.0, figure.value + more), figure.unit,
                     key + "/" + std::to_string(when.second));
    }
    place.room[*f] =
        trial(place.name, c_.factors[*f].name + "容量", *value, c_.factors[*f].unit, key);
    return kDone;
  }

  Result<Done> need(std::string const& text) {
    auto const halves = split(text, '=', "项目/要素=300");
    if (!halves) { return halves.error(); }
    auto const at = split(halves->left, '/', "项目/要素=300");
    if (!at) { return at.error(); }
    auto const j = project(at->left);
    if (!j) { return j.error(); }
    auto const f = factor(at->right);
    if (!f) { return f.error(); }
    auto& ask = c_.asks[*j];
    auto const value = changed(halves->right, ask.need[*f], text);
    if (!value) { return value.error(); }
    ask.need[*f] =
        trial(ask.project->text("name"), c_.factors[*f].name + "需求", *value, c_.factors[*f].unit,
              "projects/" + ask.project->key + "/" + c_.factors[*f].need_column);
    if (c_.factors[*f].id == "labour") { ask.jobs = ask.need[*f]; }
    return kDone;
  }

  Result<Done> lift(std::string const& text) {
    auto const halves = split(text, '/', "园区/准入、园区/强度 或 园区/火灾");
    if (!halves) { return halves.error(); }
    auto const i = place(halves->left);
    if (!i) { return i.error(); }
    auto& park = c_.input.parks[*i];
    if (halves->right == "准入") {
      park.allowed.reset();
      park.banned.clear();
    } else if (halves->right == "强度") {
      park.least.clear();
    } else if (halves->right == "火灾") {
      park.hazard_most.reset();
    } else {
      return bad("没有这条规则", text, "可选：准入、强度、火灾");
    }
    return kDone;
  }

  Result<std::pair<std::size_t, std::size_t>> stand(std::string const& text) const {
    auto const halves = split(text, '=', "项目=园区");
    if (!halves) { return halves.error(); }
    auto const j = project(halves->left);
    if (!j) { return j.error(); }
    auto const i = place(halves->right);
    if (!i) { return i.error(); }
    return std::pair{*j, *i};
  }

  Result<Done> forbid(std::string const& text) {
    auto const at = stand(text);
    if (!at) { return at.error(); }
    c_.input.projects[at->first].not_parks.push_back(c_.input.parks[at->second].id);
    return kDone;
  }

  // A pin stands before what was agreed: a person asks what it would cost.
  Result<Done> pin(std::string const& text) {
    auto const at = stand(text);
    if (!at) { return at.error(); }
    auto& project = c_.input.projects[at->first];
    auto const& park = c_.input.parks[at->second].id;
    if (!project.pinned_park.empty() && project.pinned_park != park) {
      return Error{Code::infeasible, "同一项目指定了两处", text, "请只留一处"};
    }
    project.pinned_park = park;
    project.only_parks.clear();
    return kDone;
  }

  Context const& x_;
  WhereAsk const& ask_;
  WhereCase& c_;
};

}  // namespace

Result<Done> apply_changes(Context const& context, WhereAsk const& ask, WhereCase& c) {
  return Changer{context, ask, c}.apply();
}

}  // namespace chengjie::answer
