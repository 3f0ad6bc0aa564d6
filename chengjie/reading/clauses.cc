#include "chengjie/reading/clauses.h"

#include <algorithm>
#include <iterator>

namespace chengjie::reading {

Clause whole_sentence(Document const& d, Source const& source, std::size_t begin, std::size_t end) {
  end = std::min(end, begin + 240);
  auto const& chars = d.page.chars;
  auto out = Clause{source.hash,        source.name,        chars.begin[begin],
                    chars.end[end - 1], chars.begin[begin], {}};
  out.text = text::utf8(std::u32string_view{chars.verbatim}.substr(begin, end - begin));
  return out;
}

std::vector<ClauseRow> read_clauses(Document const& d, Source const& source,
                                    std::vector<Figure> const& facts) {
  auto const outline = outline_of(d);
  auto out = read_wanted(d, source, outline);
  auto policies = read_policies(d, source);
  auto tasks = read_tasks(d, source, outline, facts, policies);
  std::move(policies.begin(), policies.end(), std::back_inserter(out));
  std::move(tasks.begin(), tasks.end(), std::back_inserter(out));
  return out;
}

}  // namespace chengjie::reading
