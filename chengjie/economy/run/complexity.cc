// Cases of complexity and relatedness.
#include "chengjie/economy/complexity.h"

#include <algorithm>
#include <array>

#include "chengjie/economy/relatedness.h"
#include "chengjie/economy/run/case.h"

namespace chengjie::economy::run {
namespace {

// The big files of this kind carry seven digits, as the peer's do: more would only make them
// larger.
constexpr auto kDigits = 7;

struct Values {
  Labels places, products;  // sorted
  Matrix values;
};

std::size_t index_of(Labels const& sorted, std::string const& label) {
  return static_cast<std::size_t>(std::lower_bound(sorted.begin(), sorted.end(), label) -
                                  sorted.begin());
}

void sort_unique(Labels& labels) {
  std::sort(labels.begin(), labels.end());
  labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
}

// Where loc, prod and val stand; the first three columns when they bear other names.
std::array<std::size_t, 3> columns_of(std::vector<CsvRow> const& rows) {
  std::array<std::size_t, 3> out{0, 1, 2};
  if (rows.empty()) { return out; }
  auto found = out;
  std::size_t k = 0;
  for (auto const* name : {"loc", "prod", "val"}) {
    auto const& heads = rows.front();
    auto const head = std::find_if(heads.begin(), heads.end(),
                                   [&](std::string const& h) { return trimmed(h) == name; });
    if (head == heads.end()) { return out; }
    found[k++] = static_cast<std::size_t>(head - heads.begin());
  }
  return found;
}

// A long list: place, product, value; repeated pairs add up.
Result<Values> read_values(Case const& c, Files const& files) {
  auto const path = c.input("values.csv");
  auto const text = text_at(files, path);
  if (!text) { return text.error(); }
  auto const rows = read_csv(*text, path);
  if (!rows) { return rows.error(); }
  auto const at = columns_of(*rows);
  auto const width = rows->empty() ? 0 : rows->front().size();
  Values out;
  for (std::size_t i = 0; i != rows->size(); ++i) {
    if ((*rows)[i].size() != width || width < 3) {
      return Error{Code::bad_input, "应为 loc,prod,val 三列", path + ":" + std::to_string(i + 1),
                   ""};
    }
    if (i == 0) { continue; }
    out.places.push_back(trimmed((*rows)[i][at[0]]));
    out.products.push_back(trimmed((*rows)[i][at[1]]));
  }
  auto const places = out.places, products = out.products;
  sort_unique(out.places);
  sort_unique(out.products);
  if (out.places.empty()) { return Error{Code::bad_input, "没有数据行", path, ""}; }
  out.values = Matrix(out.places.size(), out.products.size());
  for (std::size_t i = 0; i != places.size(); ++i) {
    auto const& cell = (*rows)[i + 1][at[2]];
    auto const value = number_of(cell);
    if (!value) {
      return Error{Code::bad_input, "“" + cell + "”不是数", path + ":" + std::to_string(i + 2), ""};
    }
    out.values(index_of(out.places, places[i]), index_of(out.products, products[i])) += *value;
  }
  return out;
}

// Numbers where they mean something, blanks where not.
Labels words_of(std::vector<double> const& values, std::vector<bool> const& meant) {
  Labels out;
  for (std::size_t i = 0; i != values.size(); ++i) {
    out.push_back(meant[i] ? text_of(values[i]) : "");
  }
  return out;
}

Matrix as_matrix(Presence const& m) {
  Matrix out(m.places, m.products);
  for (std::size_t c = 0; c != m.places; ++c) {
    for (auto const p : m.of_place[c]) { out(c, p) = 1; }
  }
  return out;
}

Result<std::string> proximity_file(Case const& c, Labels const& products, Matrix const& phi) {
  auto const wanted = c.words("proximity_rows");
  std::string out;
  CsvRow line{"prod_1"};
  line.insert(line.end(), products.begin(), products.end());
  append_csv(out, line);
  for (auto const& label : wanted) {
    auto const p = index_of(products, label);
    if (p == products.size() || products[p] != label) {
      return Error{Code::not_found, "proximity_rows 中的“" + label + "”不在数据里", "case.json",
                   ""};
    }
    line.assign(1, label);
    for (std::size_t q = 0; q != products.size(); ++q) {
      line.push_back(q == p ? "" : text_of(phi(p, q)));
    }
    append_csv(out, line);
  }
  return out;
}

// EconGeo's own files leave commas inside labels unquoted, and so does this one kind: its readers
// compare line by line.
std::string unquoted(std::string text) {
  std::erase(text, '"');
  return text;
}

}  // namespace

Result<Files> run_complexity(Case const& c, Files const& files) {
  auto const v = read_values(c, files);
  if (!v) { return v.error(); }
  auto const* options = c.json.find("options");
  auto const threshold = options != nullptr ? options->number_or("rca_mcp_threshold", 1) : 1;
  auto const asymmetric = options != nullptr && options->flag_or("asymmetric", false);
  auto const rca = revealed_advantage(v->values);
  if (!rca) { return rca.error(); }
  auto const m = presence(*rca, threshold);
  auto const index = complexity(m);
  if (!index) { return index.error(); }
  auto const phi = proximity(m, asymmetric);
  auto const o = outlook(m, phi, index->product_weight);
  auto const determined = index->undetermined.empty();
  auto const meant = [&](std::vector<bool> kept) {
    if (!determined) { kept.assign(kept.size(), false); }
    return kept;
  };
  Files out;
  out["rca.csv"] = write_matrix("loc", v->places, v->products, *rca, kDigits);
  out["mcp.csv"] = write_matrix("loc", v->places, v->products, as_matrix(m));
  out["density.csv"] = write_matrix("loc", v->places, v->products, o.density, kDigits);
  if (!determined && c.wants("cog.csv")) {
    return Error{Code::infeasible, index->undetermined, "", "请补充地区或产业，或提高分类的粗细"};
  }
  out["cog.csv"] = write_matrix("loc", v->places, v->products, o.gain, kDigits);
  auto near = proximity_file(c, v->products, phi);
  if (!near) { return near.error(); }
  out["proximity_sample.csv"] = *std::move(near);
  std::vector<double> diversity, ubiquity;
  for (std::size_t i = 0; i != m.places; ++i) { diversity.push_back(m.diversity(i)); }
  for (std::size_t i = 0; i != m.products; ++i) { ubiquity.push_back(m.ubiquity(i)); }
  Sheet places("loc", v->places);
  places.add("diversity", diversity);
  places.add_words("eci", words_of(index->eci, meant(index->place_kept)));
  places.add_words("coi", words_of(o.outlook, meant(index->place_kept)));
  out["locations.csv"] = places.text();
  Sheet products("prod", v->products);
  products.add("ubiquity", ubiquity);
  products.add_words("pci", words_of(index->pci, meant(index->product_kept)));
  out["products.csv"] = products.text();
  return out;
}

Result<Files> run_relatedness(Case const& c, Files const& files) {
  auto const frame = frame_of(files, c.input("employment.csv"));
  if (!frame) { return frame.error(); }
  auto const quotient = revealed_advantage(frame->values);
  if (!quotient) { return quotient.error(); }
  auto const m = presence(*quotient);
  auto const& places = frame->rows();
  auto const& industries = frame->columns();
  auto const together = cooccurrence(m);
  Files out;
  out["location_quotient.csv"] = unquoted(write_matrix("", places, industries, *quotient));
  out["cooccurrence.csv"] = unquoted(write_matrix("", industries, industries, together));
  for (auto const kind : {Relatedness::association, Relatedness::cosine, Relatedness::jaccard,
                          Relatedness::probability}) {
    auto const related = relatedness(together, kind);
    auto const name = std::string(name_of(kind));
    out["relatedness_" + name + ".csv"] =
        unquoted(write_matrix("", industries, industries, related));
    out["density_" + name + ".csv"] =
        unquoted(write_matrix("", places, industries, relatedness_density(m, related)));
  }
  return out;
}

}  // namespace chengjie::economy::run
