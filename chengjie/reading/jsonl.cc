#include "chengjie/reading/jsonl.h"

#include <charconv>
#include <cmath>

namespace chengjie::reading {
namespace {

void quote(std::string& out, std::string_view text) {
  out += '"';
  for (auto const c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          constexpr auto kHex = "0123456789abcdef";
          out += "\\u00";
          out += kHex[static_cast<unsigned char>(c) >> 4];
          out += kHex[static_cast<unsigned char>(c) & 15];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

std::string number(double value) {
  if (!std::isfinite(value)) { return "null"; }
  char buffer[40];
  auto const whole = std::abs(value) < 1e15 && value == std::floor(value);
  auto const end =
      whole ? std::to_chars(buffer, buffer + sizeof buffer, static_cast<long long>(value)).ptr
            : std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  return {buffer, end};
}

class Object {
 public:
  Object& text(std::string_view key, std::string_view value) {
    name(key);
    quote(out_, value);
    return *this;
  }
  // null when empty.
  Object& maybe(std::string_view key, std::string_view value) {
    name(key);
    if (value.empty()) {
      out_ += "null";
    } else {
      quote(out_, value);
    }
    return *this;
  }
  Object& raw(std::string_view key, std::string_view json) {
    name(key);
    out_ += json;
    return *this;
  }
  std::string done() { return out_ += '}'; }

 private:
  void name(std::string_view key) {
    out_ += out_.empty() ? "{" : ", ";
    quote(out_, key);
    out_ += ": ";
  }
  std::string out_;
};

std::string offset_of(Clause const& c) {
  return "[" + std::to_string(c.begin) + ", " + std::to_string(c.end) + "]";
}

}  // namespace

std::string to_jsonl(Figure const& f, std::string_view doc) {
  auto const* clause = std::get_if<Clause>(&f.evidence);
  auto out = Object{};
  out.text("doc", doc)
      .text("evidence", clause != nullptr ? clause->text : std::string{})
      .text("raw", f.raw);
  out.raw("value", number(f.value))
      .text("unit", f.unit)
      .maybe("of", f.of)
      .text("bound", name_of(f.bound));
  out.maybe("subject", f.subject)
      .maybe("indicator", f.indicator)
      .maybe("period", f.period)
      .text("kind", name_of(f.kind));
  if (!f.change.empty()) { out.text("change", f.change); }
  auto scope = Object{};
  scope.maybe("boundary", f.scope.boundary)
      .maybe("measure", name_of(f.scope.measure))
      .maybe("stage", name_of(f.scope.stage));
  scope.maybe("coverage", name_of(f.scope.coverage));
  out.raw("scope", scope.done());
  if (clause != nullptr) { out.raw("offset", offset_of(*clause)); }
  out.raw("confidence", number(std::round(f.confidence * 100) / 100))
      .text("mark", mark_of(f))
      .text("source", name_of(source_of(f)));
  return out.done();
}

std::string to_jsonl(Entity const& e, std::string_view doc) {
  auto aliases = std::string{"["};
  for (auto const& alias : e.aliases) {
    if (aliases.size() > 1) { aliases += ", "; }
    quote(aliases, alias);
  }
  auto out = Object{};
  out.text("doc", doc)
      .text("type", name_of(e.type))
      .text("name", e.name)
      .raw("aliases", aliases + "]");
  return out.text("evidence", e.evidence.text).raw("offset", offset_of(e.evidence)).done();
}

std::string to_jsonl(Relation const& r, std::string_view doc) {
  auto out = Object{};
  out.text("doc", doc)
      .text("enterprise", r.enterprise)
      .text("relation", r.relation)
      .text("target", r.target);
  return out.text("evidence", r.evidence.text)
      .raw("offset", offset_of(r.evidence))
      .raw("confidence", number(r.confidence))
      .done();
}

std::string to_jsonl(ClauseRow const& row, std::string_view doc) {
  auto out = Object{};
  out.text("doc", doc)
      .text("type", row.type)
      .text("evidence", row.evidence.text)
      .raw("offset", offset_of(row.evidence));
  if (row.type == "wanted") {
    out.maybe("direction", row.direction).maybe("product", row.product).maybe("park", row.park);
  } else if (row.type == "task") {
    out.maybe("task", row.task)
        .maybe("owner", row.owner)
        .maybe("due", row.due)
        .maybe("indicator", row.indicator)
        .maybe("department", row.department);
  } else {
    out.maybe("who", row.who)
        .maybe("condition", row.condition)
        .maybe("amount", row.amount)
        .maybe("period", row.period);
    out.maybe("materials", row.materials).maybe("department", row.department);
    out.raw("tied_to_tax", row.tied_to_tax ? (*row.tied_to_tax ? "true" : "false") : "null");
  }
  // Read by rules, not by a person: a clause is an offer of money.
  out.raw("to_be_confirmed", "true");
  return out.done();
}

}  // namespace chengjie::reading
