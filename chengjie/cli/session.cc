#include "chengjie/cli/session.h"

#include "chengjie/wire/sources.h"

namespace chengjie::cli {

Result<Session> begin(Common const& common, Region need) {
  auto session = Session{};
  auto ledger = open_ledger(common, store::Open::existing);
  if (!ledger) { return ledger.error(); }
  session.ledger = std::move(*ledger);
  auto book = load_book(*session.ledger);
  if (!book) { return book.error(); }
  session.book = std::move(*book);
  auto region = answer::region_of(session.book, common.region);
  if (!region && (need == Region::needed || !common.region.empty())) { return region.error(); }
  session.region = region ? std::move(*region) : "本区";
  return session;
}

void keep_shown(Session& session) {
  auto figures = std::vector<Figure>{};
  for (auto const& [mark, figure] : session.basis.figures()) { figures.push_back(figure); }
  auto const kept = wire::keep_figures(*session.ledger, figures);
  if (!kept) {
    std::fprintf(stderr, "chengjie: 出处没有存下，部分标记之后打不开：%s\n",
                 kept.error().line().c_str());
  }
}

}  // namespace chengjie::cli
