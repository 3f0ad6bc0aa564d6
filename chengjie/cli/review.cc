// chengjie review: facts that wait for a person; accept, correct or reject one.
#include "chengjie/answer/documents/review.h"

#include <charconv>
#include <cmath>

#include "chengjie/answer/context.h"
#include "chengjie/answer/documents/documents.h"
#include "chengjie/cli/commands.h"
#include "chengjie/reading/reader.h"
#include "chengjie/wire/json.h"

namespace chengjie::cli {
namespace {

constexpr auto kListed = std::size_t{20};  // on a terminal, unless asked for more

struct Session {
  std::unique_ptr<store::Store> ledger;
  Book book;
  answer::Basis basis;
};

std::string pages_of(std::vector<answer::Place> const& places) {
  return places.empty() ? std::string{} : "，第 " + std::to_string(places.front().page) + " 页";
}

wire::Json json_of(answer::Waiting const& row, std::vector<answer::Place> const& places) {
  auto const& clause = std::get<Clause>(row.figure.evidence);
  auto json = wire::Json{{"mark", mark_of(row.figure)},
                         {"figure", wire::json_of(row.figure)},
                         {"confidence", row.figure.confidence},
                         {"disputed", row.disputed},
                         {"reasons", row.reasons},
                         {"document", clause.name},
                         {"offset", {clause.begin, clause.end}},
                         {"clause", clause.text}};
  json["page"] = places.empty() ? wire::Json(nullptr) : wire::Json(places.front().page);
  return json;
}

void tell(answer::Waiting const& row, std::vector<answer::Place> const& places) {
  auto const& f = row.figure;
  auto const& clause = std::get<Clause>(f.evidence);
  say("[" + mark_of(f) + "] " + (f.subject.empty() ? "（无主体）" : f.subject) + " " +
      (f.indicator.empty() ? "（无指标）" : f.indicator) + "：" + answer::words_of(f) +
      (f.period.empty() ? "" : "（" + f.period + "）"));
  say("    原文：“" + clause.text + "”（" + clause.name + pages_of(places) + "）");
  for (auto const& reason : row.reasons) { say("    待核：" + reason); }
}

int list(Common const& common, Review const& args) {
  auto session = Session{};
  auto ledger = open_ledger(common, store::Open::existing);
  if (!ledger) { return fail(ledger.error()); }
  session.ledger = std::move(*ledger);
  auto book = load_book(*session.ledger);
  if (!book) { return fail(book.error()); }
  session.book = std::move(*book);
  auto const region = answer::region_of(session.book, common.region);
  if (!region) { return fail(region.error()); }
  auto const texts = answer::document_texts(*session.ledger, session.book);
  if (!texts) { return fail(texts.error()); }
  auto const context =
      answer::Context{session.book, *region, common.today, common.caller, session.basis};
  auto const waiting =
      answer::waiting_facts(session.book, answer::contradictions(context, *texts), args.below);
  auto const most = args.limit > 0 ? static_cast<std::size_t>(args.limit)
                                   : (common.json ? waiting.size() : kListed);
  auto rows = wire::Json::array();
  for (auto i = std::size_t{0}; i != std::min(most, waiting.size()); ++i) {
    auto const places =
        answer::places_of(*session.ledger, std::get<Clause>(waiting[i].figure.evidence));
    if (!places) { return fail(places.error()); }
    if (common.json) {
      rows.push_back(json_of(waiting[i], *places));
    } else {
      tell(waiting[i], *places);
    }
  }
  if (common.json) {
    say(wire::dump({{"count", waiting.size()}, {"waiting", std::move(rows)}}));
  } else if (waiting.empty()) {
    say("没有待核的事实");
  } else {
    say("共 " + std::to_string(waiting.size()) +
        " 条待核；用 chengjie review accept|correct|reject 标记 处理，--limit 多列几条");
  }
  return kYes;
}

// A number in base units, or as a document writes it: 3.12亿元, 超1200家.
Result<Done> read_value(std::string const& text, answer::Amendment& into) {
  auto value = 0.0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc{} && end == text.data() + text.size() && std::isfinite(value)) {
    into.value = value;
    return kDone;
  }
  auto const read = reading::quantities(text, "--value");
  if (!read || read->size() != 1) {
    return Error{Code::bad_usage, "不是一个数：" + text, "--value",
                 "写成基本单位的数，或“3.12亿元”“超1200家”"};
  }
  auto const& figure = read->front();
  into.value = figure.value;
  if (!into.unit) { into.unit = figure.unit; }
  if (!into.of) { into.of = figure.of; }
  if (!into.bound) { into.bound = std::string{name_of(figure.bound)}; }
  return kDone;
}

Result<answer::Judgement> judgement_of(Common const& common, Review const& args) {
  auto judgement = answer::Judgement{};
  judgement.by = args.by.empty() ? common.caller.name : args.by;
  judgement.on = common.today;
  judgement.why = args.why;
  auto& a = judgement.amendment;
  a.subject = args.subject;
  a.indicator = args.indicator;
  a.period = args.period;
  a.unit = args.unit;
  a.of = args.of;
  a.kind = args.kind;
  a.bound = args.bound;
  a.measure = args.measure;
  a.stage = args.stage;
  a.coverage = args.coverage;
  if (args.value) {
    if (auto const read = read_value(*args.value, a); !read) { return read.error(); }
  }
  judgement.verdict = args.action == "accept"   ? answer::Verdict::accepted
                      : args.action == "reject" ? answer::Verdict::rejected
                                                : answer::Verdict::corrected;
  if (args.marks.empty()) {
    return Error{Code::bad_usage, "没有说哪一条", "review " + args.action, "写出处标记"};
  }
  if (judgement.verdict == answer::Verdict::corrected ? a.empty() : !a.empty()) {
    return Error{Code::bad_usage, a.empty() ? "没有说改成什么" : "只有 correct 能改字段",
                 "review " + args.action, "例如 review correct 标记 --subject 名称 --why 理由"};
  }
  if (judgement.verdict != answer::Verdict::accepted && judgement.why.empty()) {
    return Error{Code::bad_usage, "没有写理由", "review " + args.action, "用 --why 写明"};
  }
  return judgement;
}

int judge(Common const& common, Review const& args) {
  auto const judgement = judgement_of(common, args);
  if (!judgement) { return fail(judgement.error()); }
  auto const ledger = open_ledger(common, store::Open::existing);
  if (!ledger) { return fail(ledger.error()); }
  auto worst = kYes;
  for (auto const& mark : args.marks) {
    auto const based_on = (*ledger)->version();
    if (!based_on) { return fail(based_on.error()); }
    auto const reviewed = answer::review(**ledger, mark, *judgement);
    auto const applied =
        reviewed ? (*ledger)->apply(reviewed->changes,
                                    {judgement->by, common.now, "review " + mark}, *based_on)
                 : Result<std::int64_t>{reviewed.error()};
    if (!applied) {
      worst = fail(applied.error());
      continue;
    }
    auto const& c = reviewed->correction;
    if (common.json) {
      say(wire::dump(
          {{"mark", mark},
           {"verdict", name_of(c.verdict)},
           {"by", c.by},
           {"why", c.why.empty() ? wire::Json(nullptr) : wire::Json(c.why)},
           {"change", *applied},
           {"read", wire::json_of(c.read)},
           {"figure", c.verdict == answer::Verdict::rejected ? wire::Json(nullptr)
                                                             : wire::json_of(c.meant)}}));
    } else {
      auto const words = c.verdict == answer::Verdict::accepted   ? "已确认"
                         : c.verdict == answer::Verdict::rejected ? "已剔除"
                                                                  : "已更正";
      say(std::string{words} + " [" + mark + "] " + c.meant.subject + " " + c.meant.indicator +
          "：" + answer::words_of(c.meant) + "（第 " + std::to_string(*applied) + " 次变更）");
    }
  }
  return worst;
}

}  // namespace

int review(Common const& common, Review const& args) {
  return args.action == "list" ? list(common, args) : judge(common, args);
}

}  // namespace chengjie::cli
