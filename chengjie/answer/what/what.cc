#include "chengjie/answer/what/what.h"

#include <algorithm>

#include "chengjie/answer/what/what_documents.h"
#include "chengjie/answer/what/what_gaps.h"
#include "chengjie/answer/what/what_region.h"

namespace chengjie::answer {
namespace {

void tell_lacks(WhatInput const& input, std::vector<choose::Gap> const& gaps,
                Intensities const& intensities, Answer& answer) {
  answer.lacks.insert(answer.lacks.end(), input.lacks.begin(), input.lacks.end());
  auto const& wants = input.gaps.wants;
  auto wanted = std::vector<std::string>{};
  for (auto const i : choose::unmatched_of(input.gaps, input.settings.options.gaps).wants) {
    wanted.push_back(wants[i].product);
  }
  if (!wanted.empty()) {
    answer.lacks.push_back("承接方向点名而产业链台账没有的产品：" + joined(wanted, 12));
  }
  auto const without =
      std::count_if(gaps.begin(), gaps.end(), [](auto const& gap) { return gap.who.empty(); });
  if (without > 0) {
    answer.lacks.push_back("缺口中有 " + std::to_string(without) + " 个没有已知的候选企业");
  }
  if (std::none_of(gaps.begin(), gaps.end(), [](auto const& gap) { return gap.output_cny > 0; })) {
    answer.lacks.emplace_back("企业产值未知，下游产值没有计入：请导入规上工业企业月度台账");
  }
  if (intensities.empty()) {
    answer.lacks.emplace_back(
        "没有同时载明行业代码、产值和用地或能耗的企业、项目，用地、能耗、碳排放没有进入比较："
        "请导入亩均评价基础表或补全项目台账");
  }
}

Result<Answer> from_chains(Context const& context, RegionFirms const& firms) {
  auto answer = answer_of(context, "what");
  auto sources = Sources{context};
  auto const input = what_input(context, sources, firms);
  if (!input) { return input.error(); }
  auto const& options = input->settings.options;
  auto const gaps = choose::find_gaps(input->gaps, options.gaps);
  if (!gaps) { return gaps.error(); }
  auto const intensities = Intensities{context, firms};
  answer.items = gap_items(context, sources, *input, *gaps, intensities);
  tell_coverage(context, sources, *input, answer);
  tell_pull(context, sources, firms, *input, answer);
  tell_space(context, sources, *input, answer);
  tell_declared(context, sources, firms, *input, *gaps, answer);
  answer.notes.emplace_back("候选企业的权重：" + input->learned.reason);
  tell_lacks(*input, *gaps, intensities, answer);
  return answer;
}

}  // namespace

Result<Answer> what(Context const& context) {
  auto const firms = RegionFirms{context.book};
  auto answer =
      context.book.all("chains").empty() ? from_documents(context) : from_chains(context, firms);
  if (!answer) { return answer; }
  auto const settings = choose_settings(context.book);
  if (!settings) { return settings.error(); }
  tell_overlaps(context, settings->options.gaps.match_min, *answer);
  tell_clusters(context, firms, *answer);
  tell_four_chains(context, *answer);
  tell_statuses(context, *answer);
  finish(context, *answer);
  return answer;
}

}  // namespace chengjie::answer
