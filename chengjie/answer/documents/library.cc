#include "chengjie/answer/documents/library.h"

#include <algorithm>
#include <unordered_set>

#include "chengjie/answer/documents/documents.h"
#include "chengjie/answer/documents/keep.h"
#include "chengjie/base/hash.h"
#include "chengjie/ledger/fact.h"
#include "chengjie/text/decode.h"

namespace chengjie::answer {
namespace {

constexpr auto kLikeMin = 0.25;  // unlike texts of one office share a tenth of their runs
constexpr auto kRun = std::size_t{4};
constexpr auto kCompareMax = std::size_t{4} << 20;  // bytes of a text that are compared
constexpr auto kHashMin = std::size_t{8};

Field text(std::string column, std::string value) {
  return value.empty() ? Field{std::move(column), {}, {}, {}, {}}
                       : Field{std::move(column), std::move(value), {}, {}, {}};
}

std::string date_text(std::optional<Date> const& date) {
  if (!date) { return {}; }
  auto const whole = to_string(*date);
  return date->month == 0 ? whole.substr(0, 4) : date->day == 0 ? whole.substr(0, 7) : whole;
}

// Reading sees the extracted text; the ledger knows the document by its own bytes.
void cite(reading::Reading& reading, std::string const& hash) {
  for (auto& figure : reading.facts) { std::get<Clause>(figure.evidence).document = hash; }
  for (auto& entity : reading.entities) { entity.evidence.document = hash; }
  for (auto& relation : reading.relations) { relation.evidence.document = hash; }
  for (auto& row : reading.clauses) { row.evidence.document = hash; }
}

std::string_view text_of(files::Document const& document, std::string_view bytes) {
  return document.kind == files::DocumentKind::text ? bytes : document.text;
}

std::string as_utf8(std::string_view bytes) {
  auto const decoded = text::decode(bytes.substr(0, kCompareMax), {});
  return decoded ? text::utf8(decoded->chars.text) : std::string{};
}

Record document_record(ReadFile const& file, std::string const& name,
                       std::vector<std::string> const& aliases) {
  auto const& reading = file.reading;
  auto record =
      Record{std::string{kDocuments},
             file.hash,
             {text("name", name), text("title", reading.title),
              text("date", date_text(reading.date)), text("main_place", reading.main_place)},
             {file.hash, name, {}, 0}};
  if (!aliases.empty()) { record.fields.push_back({"aliases", aliases, {}, {}, {}}); }
  if (file.document.kind != files::DocumentKind::text) {
    record.fields.push_back(text("format", std::string{name_of(file.document.kind)}));
    record.fields.push_back(text("text", sha256_hex(file.document.text)));
    record.fields.push_back(text("map", sha256_hex(files::map_json(file.document.segments))));
  }
  return record;
}

// Every record that was made of a document, as "kind/key".
Result<std::vector<std::string>> made_of(store::Store& store, std::string const& hash) {
  auto const record = store.record(kReadings, hash);
  if (!record) { return record.error(); }
  if (*record) { return (*record)->list("made"); }
  // A ledger of an earlier version kept no list.
  auto made = std::vector<std::string>{};
  for (auto const kind : kinds_of_reading()) {
    auto const rows = store.records(kind);
    if (!rows) { return rows.error(); }
    for (auto const& row : *rows) {
      if (row.origin.table == hash) { made.push_back(row.kind + "/" + row.key); }
    }
  }
  return made;
}

std::pair<std::string, std::string> kind_and_key(std::string const& made) {
  auto const cut = std::min(made.find('/'), made.size() - 1);
  return {made.substr(0, cut), made.substr(cut + 1)};
}

// A row that a table brought in under the same key stays as the table has it.
Result<bool> is_of_table(store::Store& store, Record const& record) {
  if (record.kind != kDirections) { return false; }
  auto const there = store.record(record.kind, record.key);
  if (!there) { return there.error(); }
  return there->has_value() && !clause_of(**there);
}

// Takes a document and what was read from it out of the book.
Result<std::size_t> retire(store::Store& store, std::string const& hash, ReadFile const& by,
                           std::vector<store::Change>& changes) {
  auto const document = store.record(kDocuments, hash);
  if (!document) { return document.error(); }
  if (!*document) { return std::size_t{0}; }
  auto const made = made_of(store, hash);
  if (!made) { return made.error(); }
  auto facts = std::size_t{0};
  for (auto const& one : *made) {
    auto [kind, key] = kind_and_key(one);
    facts += kind == kFacts ? 1U : 0U;
    changes.push_back({std::move(kind), std::move(key), std::nullopt});
  }
  auto record = std::move(**document);
  record.kind = kSuperseded;
  record.fields.push_back(text("superseded_by", by.hash));
  changes.push_back({std::string{kDocuments}, hash, std::nullopt});
  changes.push_back({std::string{kReadings}, hash, std::nullopt});
  changes.push_back({record.kind, record.key, std::move(record)});
  return facts;
}

}  // namespace

Result<Library> Library::open(store::Store& store) {
  auto library = Library{};
  auto rows = std::vector<Record>{};
  for (auto const* kind : {"enterprises", "parks", "projects", "regions"}) {
    auto found = store.records(kind);
    if (!found) { return found.error(); }
    std::move(found->begin(), found->end(), std::back_inserter(rows));
  }
  auto corrections = store.records(kCorrections);
  if (!corrections) { return corrections.error(); }
  library.corrections_ = Corrections{*corrections};
  // The entities of documents are many; only corrections ask for the kind of a name.
  if (!library.corrections_.all().empty()) {
    auto found = store.records("entities");
    if (!found) { return found.error(); }
    std::move(found->begin(), found->end(), std::back_inserter(rows));
  }
  auto const book = Book{std::move(rows)};
  library.gazetteer_ = gazetteer_of(book);
  auto learned = library.corrections_.names(book);
  std::move(learned.begin(), learned.end(), std::back_inserter(library.gazetteer_));
  for (auto const& [kind, current] : {std::pair{kDocuments, true}, std::pair{kSuperseded, false}}) {
    auto const found = store.records(kind);
    if (!found) { return found.error(); }
    for (auto const& record : *found) {
      library.documents_[record.key] = {record.text("name"), current};
      if (!current) { continue; }
      library.names_.emplace(record.text("name"), record.key);
      for (auto const& alias : record.list("aliases")) {
        library.names_.emplace(alias, record.key);
      }
    }
  }
  return library;
}

Result<ReadFile> Library::read(std::string_view bytes, std::string_view name,
                               ReadOptions const& options) const {
  auto document = files::open_document(bytes, name);
  if (!document) { return document.error(); }
  auto date = options.date;
  if (!date && !document->date.empty()) { date = parse_date(document->date); }
  auto reading = reading::read(text_of(*document, bytes), name,
                               {date, gazetteer_, options.why, options.facts_only});
  if (!reading) { return reading.error(); }
  auto file =
      ReadFile{sha256_hex(bytes), std::string{name}, std::move(*document), std::move(*reading)};
  cite(file.reading, file.hash);
  corrections_.apply(file.reading);
  return file;
}

Result<std::vector<Figure>> Library::quantities(std::string_view bytes, std::string_view name) {
  auto const document = files::open_document(bytes, name);
  if (!document) { return document.error(); }
  auto figures = reading::quantities(text_of(*document, bytes), name);
  if (figures && document->kind != files::DocumentKind::text) {
    auto const hash = sha256_hex(bytes);
    for (auto& figure : *figures) { std::get<Clause>(figure.evidence).document = hash; }
  }
  return figures;
}

// The documents that go: those said, else those of the same name whose text is much the same.
Result<std::vector<std::string>> Library::replaced_by(store::Store& store, ReadFile const& file,
                                                      std::string_view bytes,
                                                      std::string_view replaces) const {
  auto hashes = std::vector<std::string>{};
  auto const wanted = replaces.empty() ? std::string_view{file.name} : replaces;
  auto const [from, to] = names_.equal_range(wanted);
  for (auto at = from; at != to; ++at) { hashes.push_back(at->second); }
  if (replaces.size() >= kHashMin) {
    for (auto at = documents_.lower_bound(replaces);
         at != documents_.end() && at->first.starts_with(replaces); ++at) {
      if (at->second.current) { hashes.push_back(at->first); }
    }
  }
  std::erase(hashes, file.hash);
  if (!replaces.empty()) {
    if (hashes.empty()) {
      return Error{Code::not_found, "账本里没有这个文件：" + std::string{replaces}, "--replaces",
                   "写文件名，或文件哈希的前 8 位以上"};
    }
    return hashes;
  }
  auto out = std::vector<std::string>{};
  for (auto const& hash : hashes) {
    auto const old = kept_document(store, hash);
    if (!old) { return old.error(); }
    if (likeness(as_utf8(text_of(file.document, bytes)), as_utf8(old->bytes)) >= kLikeMin) {
      out.push_back(hash);
    }
  }
  return out;
}

Result<Library::Plan> Library::plan(store::Store& store, ReadFile const& file,
                                    std::string_view bytes, std::string_view replaces) const {
  auto plan = Plan{};
  auto const replaced = replaced_by(store, file, bytes, replaces);
  if (!replaced) { return replaced.error(); }
  plan.superseded = *replaced;
  for (auto const& hash : *replaced) {
    auto const facts = retire(store, hash, file, plan.changes);
    if (!facts) { return facts.error(); }
    plan.notes.push_back(file.name + " 是 " + documents_.find(hash)->second.name +
                         " 的新版本：旧版（" + hash.substr(0, 12) + "）的 " +
                         std::to_string(*facts) + " 条事实退出现行账本，变更记录里仍可查");
  }
  auto const [same, last] = names_.equal_range(file.name);
  if (replaced->empty() && !knows(file.hash) && same != last) {
    plan.notes.push_back(file.name + " 与账本里的同名文件（" + same->second.substr(0, 12) +
                         "）内容大不相同，作为另一个文件记入；若是新版本，用 --replaces " +
                         same->second.substr(0, 12));
  }

  // The first name stays the document's; later ones are aliases.
  auto name = file.name;
  auto aliases = std::vector<std::string>{};
  auto const before = store.record(kDocuments, file.hash);
  if (!before) { return before.error(); }
  if (*before) {
    name = (*before)->text("name");
    aliases = (*before)->list("aliases");
    if (name != file.name &&
        std::find(aliases.begin(), aliases.end(), file.name) == aliases.end()) {
      aliases.push_back(file.name);
      plan.notes.push_back(file.name + " 与 " + name + " 内容相同，是同一个文件的别名");
    }
  }
  auto made = std::vector<std::string>{};
  for (auto& record : records_of(file.reading, corrections_)) {
    auto const of_table = is_of_table(store, record);
    if (!of_table) { return of_table.error(); }
    if (*of_table) { continue; }
    record.origin.file = name;
    made.push_back(record.kind + "/" + record.key);
    auto change = store::Change{record.kind, record.key, {}};
    change.after = std::move(record);
    plan.changes.push_back(std::move(change));
  }
  // What an earlier reading of the same bytes had found and this one does not goes.
  if (*before) {
    auto const old = made_of(store, file.hash);
    if (!old) { return old.error(); }
    auto const now = std::set<std::string>(made.begin(), made.end());
    for (auto const& one : *old) {
      if (now.contains(one)) { continue; }
      auto [kind, key] = kind_and_key(one);
      plan.changes.push_back({std::move(kind), std::move(key), std::nullopt});
    }
  }
  auto document = document_record(file, name, aliases);
  plan.changes.push_back({document.kind, document.key, std::move(document)});
  auto list = Record{kReadings, file.hash, {}, {file.hash, name, {}, 0}};
  list.fields.push_back({"made", std::move(made), {}, {}, {}});
  plan.changes.push_back({kReadings, file.hash, std::move(list)});
  if (auto const gone = documents_.find(file.hash);
      gone != documents_.end() && !gone->second.current) {
    plan.changes.push_back({kSuperseded, file.hash, std::nullopt});
  }

  plan.blobs.push_back({file.hash, {name, std::string{bytes}}});
  if (file.document.kind != files::DocumentKind::text) {
    auto map = files::map_json(file.document.segments);
    plan.blobs.push_back({sha256_hex(file.document.text), {name + " 的文字", file.document.text}});
    auto hash = sha256_hex(map);
    plan.blobs.push_back({std::move(hash), {name + " 的页码", std::move(map)}});
  }
  return plan;
}

Result<std::vector<std::string>> Library::keep(store::Store& store, ReadFile const& file,
                                               std::string_view bytes, store::Stamp const& stamp,
                                               std::string_view replaces) {
  auto plan = this->plan(store, file, bytes, replaces);
  if (!plan) { return plan.error(); }
  for (auto const& [hash, blob] : plan->blobs) {
    if (auto const kept = store.keep_blob(hash, blob); !kept) { return kept.error(); }
  }
  if (auto const applied = store.apply(plan->changes, stamp); !applied) { return applied.error(); }
  for (auto const& hash : plan->superseded) { forget(hash); }
  auto const known = documents_.find(file.hash);
  if (known == documents_.end() || !known->second.current) {
    documents_[file.hash] = {file.name, true};
  }
  auto const [from, to] = names_.equal_range(file.name);
  auto const listed =
      std::any_of(from, to, [&](auto const& entry) { return entry.second == file.hash; });
  if (!listed) { names_.emplace(file.name, file.hash); }
  return std::move(plan->notes);
}

std::set<std::string> Library::hashes() const {
  auto hashes = std::set<std::string>{};
  for (auto const& [hash, known] : documents_) { hashes.insert(hash); }
  return hashes;
}

void Library::forget(std::string const& hash) {
  if (auto const known = documents_.find(hash); known != documents_.end()) {
    known->second.current = false;
  }
  std::erase_if(names_, [&](auto const& entry) { return entry.second == hash; });
}

double likeness(std::string_view utf8, std::string_view other) {
  auto const runs_of = [](std::string_view words) {
    auto const chars = text::utf32(words);
    auto runs = std::unordered_set<std::u32string>{};
    for (auto i = std::size_t{0}; i + kRun <= chars.size(); ++i) {
      runs.insert(chars.substr(i, kRun));
    }
    return runs;
  };
  auto const a = runs_of(utf8);
  auto const b = runs_of(other);
  auto const& small = a.size() < b.size() ? a : b;
  auto const& large = a.size() < b.size() ? b : a;
  if (small.empty()) { return utf8 == other ? 1 : 0; }
  auto shared = std::size_t{0};
  for (auto const& run : small) { shared += large.contains(run) ? 1U : 0U; }
  return static_cast<double>(shared) / static_cast<double>(small.size());
}

std::vector<reading::Name> gazetteer_of(Book const& book) {
  struct Source {
    std::string_view kind, column;
    reading::EntityType type;
    char const* aliases;
  };
  auto names = std::vector<reading::Name>{};
  for (auto const& source :
       {Source{"enterprises", "name", reading::EntityType::enterprise, "aliases"},
        Source{"parks", "name", reading::EntityType::park, ""},
        Source{"projects", "name", reading::EntityType::project, "aliases"}}) {
    for (auto const& record : book.all(source.kind)) {
      if (record.text(source.column).empty()) { continue; }
      names.push_back({record.text(source.column), source.type, record.list(source.aliases)});
    }
  }
  // A park's former names are other boundaries of it, never merely other words: a figure read under
  // one of them keeps that name.
  for (auto const& park : book.all("parks")) {
    for (auto const& former : park.list("former_names")) {
      names.push_back({former, reading::EntityType::park, {}});
    }
  }
  return names;
}
}  // namespace chengjie::answer
