#include <cstdio>

#include "chengjie/cli/commands.h"

namespace chengjie::cli {

int fail(Error const& error) {
  auto line = error.line();
  // One error, one line: what came from outside may hold line breaks.
  for (auto& c : line) {
    if (c == '\n' || c == '\r') { c = ' '; }
  }
  std::fprintf(stderr, "chengjie: %s\n", line.c_str());
  return error.code == Code::infeasible ? kNo : kBad;
}

void say(std::string_view line) {
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::fputc('\n', stdout);
}

Result<std::unique_ptr<store::Store>> open_ledger(Common const& common, store::Open how) {
  return store::open(common.ledger, how);
}

Result<Book> load_book(store::Store& store) {
  auto records = store.all();
  if (!records) { return records.error(); }
  return Book{std::move(*records)};
}

store::Stamp stamp(Common const& common, std::string from) {
  return {common.caller.name, common.now, std::move(from)};
}

}  // namespace chengjie::cli
