#include "chengjie/effect/project.h"

#include <algorithm>

namespace chengjie::effect {
namespace {

Range exactly(double value) { return {value, value, value}; }

Factor stated(std::string name, Stated const& s, Unit unit) {
  return {std::move(name), s.range.value_or(exactly(s.value)), unit, s.mark, s.source};
}

// What somebody assumed has not been announced.
std::string told_as(Stated const& s) { return s.source == SourceKind::assumed ? "估计" : "公布"; }

Factor ratio(std::string name, Ratio const& r, Unit unit = Unit::ratio) {
  return {std::move(name), r.range, unit, r.mark, r.source};
}

Factor coefficient(std::string name, double value, Coefficients const& c) {
  return {std::move(name), exactly(value), Unit::ratio, c.mark, c.source};
}

// Persons and tonnes per CNY are tiny numbers that nobody reads: told per 100 million CNY.
Factor per_yi(std::string name, double value, Unit unit, Coefficients const& c) {
  return {std::move(name), exactly(value * 1e8), unit, c.mark, c.source, 1e-8};
}

constexpr double kTcePerKwh = 1.229e-4;  // GB/T 2589-2020, equivalent value of electricity
constexpr double kTonnesPerKg = 1e-3;

class Account {
 public:
  Account(Project const& p, Ratios const& r) : project_(p), ratios_(r) {
    out_.id = p.id;
    out_.name = p.name;
  }

  Result<Effect> run() {
    find_output();
    if (!output_.empty()) {
      put(product("产值", "direct", Unit::cny, output_));
      beyond("产值", Unit::cny, [](Coefficients const& c) { return &c.output; });
    }
    account("增加值", Unit::cny, project_.value_added, ratios_.value_added, "增加值率",
            [](Coefficients const& c) { return &c.value_added; });
    account("税收", Unit::cny, project_.tax, ratios_.tax, "生产税净额率",
            [](Coefficients const& c) { return &c.tax; });
    account("就业", Unit::person, project_.jobs, ratios_.jobs, "就业",
            [](Coefficients const& c) { return &c.jobs; });
    energy();
    notes();
    if (failed_) { return *failed_; }
    return std::move(out_);
  }

 private:
  using Pick = PerOutput const* (*)(Coefficients const&);

  void put(Result<Quantity> quantity) {
    if (quantity) {
      out_.quantities.push_back(*std::move(quantity));
    } else if (!failed_) {
      failed_ = quantity.error();
    }
  }

  std::vector<Factor> as_stated(std::string const& what, Stated const& s, Unit unit) const {
    if (s.actual) { return {stated("已实现" + what, s, unit)}; }
    return {stated(told_as(s) + what, s, unit), ratio("达产比例", ratios_.realised)};
  }

  void find_output() {
    if (project_.output) {
      output_ = as_stated("产值", *project_.output, Unit::cny);
    } else if (project_.invest) {
      output_ = {stated(told_as(*project_.invest) + "投资", *project_.invest, Unit::cny),
                 ratio("每元投资的年产值", ratios_.output_per_invest),
                 ratio("达产比例", ratios_.realised)};
    } else {
      out_.lacks.push_back("没有产值也没有投资额，产值和由它推算的各项算不出；请补产值或投资额");
    }
    if (!project_.sector) {
      out_.lacks.push_back("项目所属行业不明，带动效应和由产值推算的各项算不出；请补行业代码");
    }
  }

  // Direct: as stated, or output times the sector's rate; beyond it from the table.
  void account(std::string const& indicator, Unit unit, std::optional<Stated> const& said,
               Ratio const& rate, std::string const& rate_name, Pick pick) {
    auto const* per = project_.sector ? pick(*project_.sector) : nullptr;
    if (said) {
      put(product(indicator, "direct", unit, as_stated(indicator, *said, unit)));
    } else if (!output_.empty() && per != nullptr && per->direct > 0) {
      auto factors = output_;
      factors.push_back(
          coefficient_of("“" + project_.sector->sector + "”", rate_name, per->direct, unit));
      factors.push_back(ratio("相对全国平均的倍数", rate));
      put(product(indicator, "direct", unit, factors));
    } else if (!output_.empty() && per != nullptr) {
      out_.lacks.push_back(project_.sector->table + "中“" + project_.sector->sector + "”的" +
                           rate_name + "不是正数（如出口退税），不能用来推算" + indicator +
                           "；请补公布数");
    }
    beyond(indicator, unit, pick);
  }

  // Stated energy, else what the power asked for would use: electricity only, and it says so.
  void energy() {
    if (project_.energy) {
      auto factors = as_stated("能耗", *project_.energy, Unit::tce);
      put(product("能耗", "direct", Unit::tce, factors));
      factors.push_back(ratio("每吨标准煤的二氧化碳", ratios_.carbon_per_tce));
      put(product("碳排放", "direct", Unit::tco2, factors));
      return;
    }
    if (!project_.power_kva) { return; }
    std::vector<Factor> const used{stated("用电容量（千伏安）", *project_.power_kva, Unit::ratio),
                                   ratio("年利用小时", ratios_.power_hours)};
    auto coal = used;
    coal.push_back({"每万千瓦时折标准煤", exactly(kTcePerKwh * 1e4), Unit::tce, "",
                    SourceKind::document, 1e-4});
    put(product("能耗", "direct", Unit::tce, coal));
    auto carbon = used;
    carbon.push_back(ratio("每千瓦时的二氧化碳（千克）", ratios_.carbon_per_kwh));
    carbon.back().scale = kTonnesPerKg;
    put(product("碳排放", "direct", Unit::tco2, carbon));
    out_.notes.push_back("没有公布能耗，能耗和碳排放按用电容量推算，只含用电");
  }

  Factor coefficient_of(std::string const& whose, std::string const& what, double value,
                        Unit unit) const {
    auto const& c = *project_.sector;
    return unit == Unit::cny ? coefficient(whose + what, value, c)
                             : per_yi(whose + "每亿元产值的" + what, value, unit, c);
  }

  // Suppliers, where they stand, households, and what is left when firms here give way.
  void beyond(std::string const& indicator, Unit unit, Pick pick) {
    if (failed_) { return; }
    auto const direct = last_direct(indicator);
    net(indicator, unit, direct);
    auto const* per = project_.sector ? pick(*project_.sector) : nullptr;
    if (output_.empty() || per == nullptr || !(per->all - per->direct > 0)) { return; }
    auto const& sector = project_.sector->sector;
    auto factors = output_;
    factors.push_back(coefficient_of("“" + sector + "”", "上游" + indicator + "带动",
                                     per->all - per->direct, unit));
    factors.push_back(ratio("带动系数的误差倍数", ratios_.indirect));
    add_error(factors, "投入系数误差", project_.sector->cells);
    add_error(factors, "国产份额误差", project_.sector->imports);
    put(product(indicator, "indirect", unit, factors));
    places(indicator, unit, factors);
    households(indicator, unit, per->induced);
    if (failed_ || !direct) { return; }
    auto const indirect = find(indicator, "indirect");
    auto total = sum("total", out_.quantities[*direct], out_.quantities[*indirect]);
    out_.quantities.push_back(std::move(total));
  }

  void add_error(std::vector<Factor>& factors, std::string name, Range const& range) const {
    if (range.low == range.high) { return; }
    factors.push_back(
        {std::move(name), range, Unit::ratio, project_.sector->mark, project_.sector->source});
  }

  void places(std::string const& indicator, Unit unit, std::vector<Factor> factors) {
    auto const part = [&](std::string const& name, std::string words,
                          std::optional<Ratio> const& share) {
      if (!share || !(share->range.low > 0)) { return; }
      auto with = factors;
      with.push_back(ratio(std::move(words), *share));
      put(product(indicator, name, unit, with));
    };
    part("indirect_local", "留在本区的份额",
         project_.district_share ? project_.district_share : ratios_.local_share);
    part("indirect_city", "留在本市（含本区）的份额", project_.city_share);
  }

  void households(std::string const& indicator, Unit unit, double induced) {
    if (!(induced > 0)) { return; }
    auto factors = output_;
    factors.push_back(coefficient_of("“" + project_.sector->sector + "”",
                                     "居民消费诱发的" + indicator, induced, unit));
    factors.push_back(ratio("诱发系数的倍数", ratios_.induced));
    put(product(indicator, "induced", unit, factors));
  }

  // Told only where something gives way; a displacement of 1 leaves nothing.
  void net(std::string const& indicator, Unit unit, std::optional<std::size_t> direct) {
    auto const& d = ratios_.displacement;
    if (!direct || !(d.range.high > 0) || !(d.range.high < 1)) { return; }
    auto const& gross = out_.quantities[*direct];
    auto stays = Range{1 - d.range.high, 1 - d.range.mid, 1 - d.range.low};
    auto q = product(indicator, "net", unit,
                     {{"直接" + indicator, gross.range, unit, "", gross.weakest},
                      {"扣除对本区已有企业的替代后", stays, Unit::ratio, d.mark, d.source}});
    if (!q) { return put(std::move(q)); }
    q->inputs.insert(q->inputs.begin(), gross.inputs.begin(), gross.inputs.end());
    put(std::move(q));
  }

  std::optional<std::size_t> find(std::string const& indicator, std::string const& part) const {
    for (std::size_t i = 0; i != out_.quantities.size(); ++i) {
      auto const& q = out_.quantities[i];
      if (q.indicator == indicator && q.part == part) { return i; }
    }
    return std::nullopt;
  }
  std::optional<std::size_t> last_direct(std::string const& indicator) const {
    return find(indicator, "direct");
  }

  void notes() {
    if (!project_.sector) { return; }
    auto const& c = *project_.sector;
    out_.notes.push_back("带动系数取自" + c.table +
                         "，已扣除进口漏出；是全国范围的供应链带动，不都在本地");
    if (!ratios_.local_share && !project_.district_share) {
      out_.notes.push_back("没有本地分行业就业数据，间接效应留在本地的份额未知，故不单列");
    }
    out_.notes.push_back("产值的合计含上下游之间的重复计算，增加值的合计不含");
    out_.notes.push_back(c.output.induced > 0 ? "合计不含诱发效应，诱发效应单列"
                                              : "表中没有居民部门，不含诱发效应");
  }

  Project const& project_;
  Ratios const& ratios_;
  std::vector<Factor> output_;
  Effect out_;
  std::optional<Error> failed_;
};

}  // namespace

Result<Effect> effect_of(Project const& project, Ratios const& ratios) {
  return Account(project, ratios).run();
}

}  // namespace chengjie::effect
