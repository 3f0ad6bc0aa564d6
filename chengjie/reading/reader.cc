#include "chengjie/reading/reader.h"

#include "chengjie/base/hash.h"
#include "chengjie/reading/clauses.h"
#include "chengjie/reading/entities.h"
#include "chengjie/reading/facts.h"
#include "chengjie/reading/relations.h"
#include "chengjie/text/decode.h"

namespace chengjie::reading {
namespace {

std::string title_of(Document const& d) {
  for (auto const& block : d.page.blocks) {
    if (block.kind == text::BlockKind::noise) { continue; }
    auto end = block.end;
    if (auto const stop = d.slice(block.begin, block.end).find(U'。');
        stop != std::u32string_view::npos) {
      end = block.begin + stop;
    }
    end = std::min(end, block.begin + 60);
    return text::utf8(
        std::u32string_view{d.page.chars.verbatim}.substr(block.begin, end - block.begin));
  }
  return {};
}

}  // namespace

Result<Reading> read(std::string_view bytes, std::string_view doc_name, Options const& options) {
  auto decoded = text::decode(bytes, doc_name);
  if (!decoded) { return decoded.error(); }
  auto const d = analyse(text::repair(decoded->chars), options.date, options.gazetteer, true);
  auto const source = Source{sha256_hex(bytes), std::string{doc_name}};
  auto out = Reading{};
  out.title = title_of(d);
  out.date = d.clock.date;
  out.main_place = text::utf8(d.ground.name_of(d.ground.main));
  auto const subjects = SubjectStack{d};
  auto facts = read_facts(d, source, subjects, options.why);
  out.facts = std::move(facts.figures);
  out.why = std::move(facts.why);
  if (options.facts_only) { return out; }
  auto const mentions = find_mentions(d);
  out.relations = read_relations(d, source, subjects, mentions);
  out.entities = read_entities(d, source, mentions, out.relations);
  out.clauses = read_clauses(d, source, out.facts);
  return out;
}

Result<std::vector<Figure>> quantities(std::string_view bytes, std::string_view doc_name) {
  auto decoded = text::decode(bytes, doc_name);
  if (!decoded) { return decoded.error(); }
  auto const d = analyse(text::repair(decoded->chars), std::nullopt, {}, false);
  return read_quantities(d, {sha256_hex(bytes), std::string{doc_name}});
}

}  // namespace chengjie::reading
