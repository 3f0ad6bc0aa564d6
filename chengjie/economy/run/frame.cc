#include "chengjie/economy/run/frame.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace chengjie::economy::run {
namespace {

Error bad(std::string_view file, std::size_t line, std::string what, std::string help = "") {
  return {Code::bad_input, std::move(what),
          std::string(file) + (line > 0 ? ":" + std::to_string(line) : ""), std::move(help)};
}

std::string shown(std::string key) {
  std::replace(key.begin(), key.end(), '\n', ' ');
  return "“" + key + "”";
}

// positions[i]: where labels[i] stands in `have`.
Result<std::vector<std::size_t>> positions(Labels const& have, Labels const& labels,
                                           std::string_view file) {
  std::unordered_map<std::string_view, std::size_t> at;
  for (std::size_t i = 0; i != have.size(); ++i) {
    if (!at.emplace(have[i], i).second) {
      return bad(file, 0, "标签" + shown(have[i]) + "出现两次");
    }
  }
  std::vector<std::size_t> out;
  std::unordered_set<std::string_view> asked;
  for (auto const& label : labels) {
    if (!asked.insert(label).second) { return bad(file, 0, "标签" + shown(label) + "出现两次"); }
    auto const found = at.find(label);
    if (found == at.end()) {
      return bad(file, 0, "缺少标签" + shown(label), "各文件的部门名称应一致");
    }
    out.push_back(found->second);
  }
  if (have.size() != labels.size()) {
    return bad(file, 0,
               "有 " + std::to_string(have.size()) + " 个标签，应为 " +
                   std::to_string(labels.size()) + " 个",
               "请检查是否混入合计行列");
  }
  return out;
}

bool only_names(CsvRow const& row, std::size_t left) {
  auto const blank = [](std::string const& cell) { return trimmed(cell).empty(); };
  auto const first = row.begin() + static_cast<std::ptrdiff_t>(std::min(left, row.size()));
  return std::all_of(first, row.end(), blank) && !std::all_of(row.begin(), first, blank);
}

}  // namespace

Labels keys_of(std::vector<Labels> const& levels) {
  auto out = levels.front();
  for (std::size_t level = 1; level != levels.size(); ++level) {
    for (std::size_t i = 0; i != out.size(); ++i) { out[i] += "\n" + levels[level][i]; }
  }
  return out;
}

Result<Frame> read_frame(std::string_view text, std::string_view name, Shape const& shape) {
  auto rows = read_csv(text, name);
  if (!rows) { return rows.error(); }
  Frame out;
  auto const left = shape.row_levels;
  out.names_line = shape.column_levels > 1 && rows->size() > shape.column_levels &&
                   only_names((*rows)[shape.column_levels], left);
  auto const heads = shape.column_levels + (out.names_line ? 1 : 0);
  if (rows->size() < heads + 1) { return bad(name, 0, "表是空的，或缺少标签行"); }
  auto const width = rows->front().size();
  if (width <= left) { return bad(name, 1, "没有数据列"); }
  for (std::size_t level = 0; level != heads; ++level) {
    auto& row = (*rows)[level];
    if (level >= shape.column_levels) { row.resize(width); }  // some writers leave the blanks out
    if (row.size() != width) { return bad(name, level + 1, "标签行的列数不一致"); }
    if (level < shape.column_levels) {
      Labels labels;
      for (auto c = left; c != width; ++c) { labels.push_back(trimmed(row[c])); }
      out.column_labels.push_back(std::move(labels));
      out.column_names.push_back(trimmed(row[0]));
    }
  }
  auto const& naming = (*rows)[heads - 1];
  for (std::size_t c = 0; c != left; ++c) { out.row_names.push_back(trimmed(naming[c])); }
  out.row_labels.resize(left);
  out.values = solve::Matrix(rows->size() - heads, width - left);
  for (auto r = heads; r != rows->size(); ++r) {
    auto const& row = (*rows)[r];
    if (row.size() != width) {
      return bad(
          name, r + 1,
          "这一行有 " + std::to_string(row.size()) + " 列，应为 " + std::to_string(width) + " 列");
    }
    for (std::size_t c = 0; c != left; ++c) { out.row_labels[c].push_back(trimmed(row[c])); }
    for (auto c = left; c != width; ++c) {
      auto const value = number_of(row[c]);
      if (!value) {
        return bad(name, r + 1, "第 " + std::to_string(c + 1) + " 列“" + row[c] + "”不是数",
                   "缺数请补全，没有流量请填 0");
      }
      out.values(r - heads, c - left) = *value;
    }
  }
  return out;
}

Result<std::string> text_at(Files const& files, std::string const& path) {
  auto const found = files.find(path);
  if (found == files.end()) {
    return Error{Code::not_found, "算例缺少文件", path, "请检查 case.json 的 input_folder"};
  }
  return found->second;
}

std::size_t row_levels_of(std::string_view text) {
  std::size_t levels = 0;
  auto const line = text.substr(0, text.find('\n'));
  for (std::size_t at = 0; at < line.size(); ++levels) {
    auto const end = std::min(line.find(',', at), line.size());
    if (levels > 0 && !trimmed(line.substr(at, end - at)).empty()) { break; }
    at = end + 1;
  }
  return std::max<std::size_t>(levels, 1);
}

Result<Frame> frame_of(Files const& files, std::string const& path, Shape const& shape) {
  auto const text = text_at(files, path);
  if (!text) { return text.error(); }
  return read_frame(*text, path, shape);
}

Result<std::vector<double>> column_of(Frame const& frame, std::string_view name,
                                      std::string_view file) {
  auto const& columns = frame.columns();
  auto const found = std::find(columns.begin(), columns.end(), name);
  if (found == columns.end()) { return bad(file, 1, "缺少列“" + std::string(name) + "”"); }
  auto const c = static_cast<std::size_t>(found - columns.begin());
  std::vector<double> out;
  for (std::size_t i = 0; i != frame.values.rows(); ++i) { out.push_back(frame.values(i, c)); }
  return out;
}

Result<Frame> rows_in_order(Frame const& frame, Labels const& labels, std::string_view file) {
  auto const order = positions(keys_of(frame.row_labels), labels, file);
  if (!order) { return order.error(); }
  auto out = frame;
  for (std::size_t i = 0; i != labels.size(); ++i) {
    for (std::size_t level = 0; level != frame.row_labels.size(); ++level) {
      out.row_labels[level][i] = frame.row_labels[level][(*order)[i]];
    }
    std::ranges::copy(frame.values.row((*order)[i]), out.values.row(i).begin());
  }
  return out;
}

Result<Frame> columns_in_order(Frame const& frame, Labels const& labels, std::string_view file) {
  auto const order = positions(keys_of(frame.column_labels), labels, file);
  if (!order) { return order.error(); }
  auto out = frame;
  for (std::size_t j = 0; j != labels.size(); ++j) {
    for (std::size_t level = 0; level != frame.column_labels.size(); ++level) {
      out.column_labels[level][j] = frame.column_labels[level][(*order)[j]];
    }
    for (std::size_t i = 0; i != frame.values.rows(); ++i) {
      out.values(i, j) = frame.values(i, (*order)[j]);
    }
  }
  return out;
}

std::string write_matrix(std::string corner, Labels const& rows, Labels const& columns,
                         solve::Matrix const& m, int digits) {
  CJ_CHECK(m.rows() == rows.size() && m.columns() == columns.size());
  std::string out;
  CsvRow line{std::move(corner)};
  line.insert(line.end(), columns.begin(), columns.end());
  append_csv(out, line);
  for (std::size_t i = 0; i != rows.size(); ++i) {
    line.assign(1, rows[i]);
    for (auto const v : m.row(i)) { line.push_back(text_of(v, digits)); }
    append_csv(out, line);
  }
  return out;
}

void Sheet::add(std::string name, std::vector<double> const& values) {
  Labels words;
  for (auto const v : values) { words.push_back(text_of(v)); }
  add_words(std::move(name), std::move(words));
}

void Sheet::add_words(std::string name, Labels values) {
  CJ_CHECK(values.size() == rows_.size());
  columns_.emplace_back(std::move(name), std::move(values));
}

std::string Sheet::text() const {
  std::string out;
  CsvRow line{corner_};
  for (auto const& [name, values] : columns_) { line.push_back(name); }
  append_csv(out, line);
  for (std::size_t i = 0; i != rows_.size(); ++i) {
    line.assign(1, rows_[i]);
    for (auto const& [name, values] : columns_) { line.push_back(values[i]); }
    append_csv(out, line);
  }
  return out;
}

std::string write_frame(Frame const& frame) {
  std::string out;
  auto const left = frame.row_labels.size();
  for (std::size_t level = 0; level != frame.column_labels.size(); ++level) {
    CsvRow line(left);
    line[0] = frame.column_names[level];
    auto const last = level + 1 == frame.column_labels.size();
    if (last && !frame.names_line) { line = frame.row_names; }
    auto const& labels = frame.column_labels[level];
    line.insert(line.end(), labels.begin(), labels.end());
    append_csv(out, line);
  }
  if (frame.names_line) {
    CsvRow line = frame.row_names;
    line.resize(left + frame.values.columns());
    append_csv(out, line);
  }
  for (std::size_t i = 0; i != frame.values.rows(); ++i) {
    CsvRow line;
    for (auto const& labels : frame.row_labels) { line.push_back(labels[i]); }
    for (auto const v : frame.values.row(i)) { line.push_back(text_of(v)); }
    append_csv(out, line);
  }
  return out;
}

}  // namespace chengjie::economy::run
