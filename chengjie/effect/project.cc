#include "chengjie/effect/project.h"

#include <algorithm>

namespace chengjie::effect {
namespace {

Range exactly(double value) { return {value, value, value}; }

Factor stated(std::string name, Stated const& s, Unit unit) {
  return {std::move(name), exactly(s.value), unit, s.mark, s.source};
}

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
      indirect("产值", Unit::cny, [](Coefficients const& c) { return &c.output; });
    }
    account("增加值", Unit::cny, project_.value_added, ratios_.value_added, "增加值率",
            [](Coefficients const& c) { return &c.value_added; });
    account("税收", Unit::cny, project_.tax, ratios_.tax, "生产税净额率",
            [](Coefficients const& c) { return &c.tax; });
    account("就业", Unit::person, project_.jobs, ratios_.jobs, "就业",
            [](Coefficients const& c) { return &c.jobs; });
    account("能耗", Unit::tce, project_.energy, ratios_.energy, "能耗",
            [](Coefficients const& c) { return c.energy ? &*c.energy : nullptr; });
    account("碳排放", Unit::tco2, std::nullopt, ratios_.energy, "碳排放",
            [](Coefficients const& c) { return c.carbon ? &*c.carbon : nullptr; });
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
    return {stated("公布" + what, s, unit), ratio("达产比例", ratios_.realised)};
  }

  void find_output() {
    if (project_.output) {
      output_ = as_stated("产值", *project_.output, Unit::cny);
    } else if (project_.invest) {
      output_ = {stated("公布投资", *project_.invest, Unit::cny),
                 ratio("每元投资的年产值", ratios_.output_per_invest),
                 ratio("达产比例", ratios_.realised)};
    } else {
      out_.lacks.push_back("没有产值也没有投资额，产值和由它推算的各项算不出；请补产值或投资额");
    }
    if (!project_.sector) {
      out_.lacks.push_back("项目所属行业不明，带动效应和由产值推算的各项算不出；请补行业代码");
    }
  }

  // Direct: as stated, or output times the sector's rate; indirect from the table.
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
    indirect(indicator, unit, pick);
  }

  Factor coefficient_of(std::string const& whose, std::string const& what, double value,
                        Unit unit) const {
    auto const& c = *project_.sector;
    return unit == Unit::cny ? coefficient(whose + what, value, c)
                             : per_yi(whose + "每亿元产值的" + what, value, unit, c);
  }

  void indirect(std::string const& indicator, Unit unit, Pick pick) {
    auto const* per = project_.sector ? pick(*project_.sector) : nullptr;
    if (output_.empty() || per == nullptr || !(per->all - per->direct > 0)) { return; }
    auto factors = output_;
    factors.push_back(coefficient_of("“" + project_.sector->sector + "”",
                                     "上游" + indicator + "带动", per->all - per->direct, unit));
    factors.push_back(ratio("带动系数的误差倍数", ratios_.indirect));
    auto const before = out_.quantities.size();
    put(product(indicator, "indirect", unit, factors));
    if (ratios_.local_share) {
      factors.push_back(ratio("留在本地的份额", *ratios_.local_share));
      put(product(indicator, "indirect_local", unit, factors));
    }
    if (failed_ || before == 0) { return; }
    auto const& direct = out_.quantities[before - 1];
    if (direct.indicator == indicator && direct.part == "direct") {
      auto total = sum("total", direct, out_.quantities[before]);
      out_.quantities.push_back(std::move(total));
    }
  }

  void notes() {
    if (!project_.sector) { return; }
    out_.notes.push_back("带动系数取自" + project_.sector->table +
                         "，已扣除进口漏出；是全国范围的供应链带动，不都在本地");
    if (!ratios_.local_share) {
      out_.notes.push_back("没有本地分行业就业数据，间接效应留在本地的份额未知，故不单列");
    }
    out_.notes.push_back("产值的合计含上下游之间的重复计算，增加值的合计不含");
    out_.notes.push_back("不含居民收入再消费的诱发效应，也未扣除对已有企业的替代");
  }

  Project const& project_;
  Ratios const& ratios_;
  std::vector<Factor> output_;
  Effect out_;
  std::optional<Error> failed_;
};

Range default_range(std::string_view key) {
  for (auto const& a : default_assumptions()) {
    if (a.key == key) { return a.range; }
  }
  return {};
}

}  // namespace

std::vector<Assumed> default_assumptions() {
  return {
      {"effect/realised",
       "达产比例",
       "公布数多为规划或达产目标，本地没有达产率记录，暂按五成至十成、中值八成",
       {0.5, 0.8, 1.0}},
      {"effect/output_per_invest",
       "每元投资的年产值",
       "制造业项目公开口径差别很大，暂按每元投资达产年产值 0.6 至 2.5 元、中值 1.2 元",
       {0.6, 1.2, 2.5}},
      {"effect/value_added",
       "增加值率相对全国平均的倍数",
       "同一部门内企业间差异，暂按正负两成",
       {0.8, 1.0, 1.2}},
      {"effect/tax",
       "生产税净额率相对全国平均的倍数",
       "优惠政策、留抵退税和企业所得税不在表内，差异大，暂按一半至一倍半",
       {0.5, 1.0, 1.5}},
      {"effect/jobs",
       "就业系数相对全国平均的倍数",
       "就业为 2018 年、产值为 2020 年，且新建工厂人均产值高于含小企业的全国平均，暂按三成至 1.1 "
       "倍",
       {0.3, 0.6, 1.1}},
      {"effect/energy",
       "能耗和碳排放系数相对全国平均的倍数",
       "同一部门内工艺差异，暂按 0.6 至 1.3 倍",
       {0.6, 0.9, 1.3}},
      {"effect/indirect",
       "带动系数的误差倍数",
       "全国平均技术代替本项目技术，且供应结构逐年变化（2018 年表推 2020 年表平均差 "
       "4%），暂按正负两成",
       {0.8, 1.0, 1.2}},
  };
}

Ratios default_ratios(std::vector<std::pair<std::string, std::string>> const& mark_of_key) {
  auto const of = [&](std::string const& key) {
    auto const known = std::find_if(mark_of_key.begin(), mark_of_key.end(),
                                    [&](auto const& pair) { return pair.first == key; });
    return Ratio{default_range(key), known == mark_of_key.end() ? "" : known->second,
                 SourceKind::assumed};
  };
  return {of("effect/realised"),    of("effect/output_per_invest"),
          of("effect/value_added"), of("effect/tax"),
          of("effect/jobs"),        of("effect/energy"),
          of("effect/indirect"),    std::nullopt};
}

Result<Effect> effect_of(Project const& project, Ratios const& ratios) {
  return Account(project, ratios).run();
}

}  // namespace chengjie::effect
