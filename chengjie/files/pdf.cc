#include "chengjie/files/pdf.h"

#include <poll.h>
#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-page.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <memory>
#include <optional>
#include <string>

#include "chengjie/files/pdf_layout.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CJ_ADDRESS_SANITIZER 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define CJ_ADDRESS_SANITIZER 1
#endif

namespace chengjie::files {
namespace {

[[maybe_unused]] constexpr auto kMemoryMax = rlim_t{3}
                                             << 30;  // of the child, beside what it inherits
constexpr auto kWordBytesMax = std::size_t{4096};
constexpr auto kSentMax = std::size_t{1} << 30;  // over the pipe

// What the child sends: a tag, then a plain struct, then for a word its letters.
enum class Tag : char { page = 'P', word = 'W', end = 'E' };
enum class Ending : std::uint32_t { whole, locked, damaged, too_many_pages };
struct SentPage {
  float width, height;
};
struct SentWord {
  Box box;
  float size;
  std::uint32_t bytes, space_after;
};

// The child ---------------------------------------------------------------------------------------

class Sender {
 public:
  explicit Sender(int to) : to_(to) {}
  template <class T>
  void put(Tag tag, T const& what, std::string_view more = {}) {
    buffer_ += static_cast<char>(tag);
    buffer_.append(reinterpret_cast<char const*>(&what), sizeof what);
    buffer_ += more;
    if (buffer_.size() > (std::size_t{1} << 16)) { flush(); }
  }
  void flush() {
    for (auto rest = std::string_view{buffer_}; !rest.empty();) {
      auto const n = ::write(to_, rest.data(), rest.size());
      if (n < 0 && errno == EINTR) { continue; }
      if (n <= 0) { ::_exit(1); }
      rest.remove_prefix(static_cast<std::size_t>(n));
    }
    buffer_.clear();
  }

 private:
  int to_;
  std::string buffer_;
};

void send_page(poppler::page& page, Sender& sender) {
  auto const size = page.page_rect();
  sender.put(Tag::page,
             SentPage{static_cast<float>(size.width()), static_cast<float>(size.height())});
  auto const words = page.text_list(poppler::page::text_list_include_font);
  // Text at an angle is a watermark or the legend of a chart, unless all of it is.
  auto upright = std::size_t{0};
  for (auto const& word : words) { upright += word.rotation() == 0 ? 1U : 0U; }
  for (auto const& word : words) {
    if (upright * 2 > words.size() && word.rotation() != 0) { continue; }
    auto const utf8 = word.text().to_utf8();
    auto const text = std::string_view{utf8.data(), std::min(utf8.size(), kWordBytesMax)};
    auto const box = word.bbox();
    auto const font = word.has_font_info() ? word.get_font_size() : 0.0;
    sender.put(Tag::word,
               SentWord{{static_cast<float>(box.left()), static_cast<float>(box.top()),
                         static_cast<float>(box.right()), static_cast<float>(box.bottom())},
                        static_cast<float>(font),
                        static_cast<std::uint32_t>(text.size()),
                        word.has_space_after() ? 1U : 0U},
               text);
  }
}

Ending send_all(std::string_view bytes, Sender& sender) {
  poppler::set_debug_error_function([](std::string const&, void*) {}, nullptr);
  auto const document = std::unique_ptr<poppler::document>{
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size()))};
  if (!document) { return Ending::damaged; }
  if (document->is_locked()) { return Ending::locked; }
  auto const pages = document->pages();
  if (pages > kPdfPagesMax) { return Ending::too_many_pages; }
  for (auto i = 0; i < pages; ++i) {
    auto const page = std::unique_ptr<poppler::page>{document->create_page(i)};
    if (page) { send_page(*page, sender); }
  }
  return pages > 0 ? Ending::whole : Ending::damaged;
}

void limit(int what, rlim_t most) {
  auto const both = rlimit{most, most};
  ::setrlimit(static_cast<__rlimit_resource_t>(what), &both);
}

[[noreturn]] void run_child(std::string_view bytes, int to) {
  limit(RLIMIT_CPU, kPdfSecondsMax);
  limit(RLIMIT_CORE, 0);
#ifndef CJ_ADDRESS_SANITIZER
  auto pages_held = 0L;
  if (auto* const statm = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(statm, "%ld", &pages_held) != 1) { pages_held = 0; }
    std::fclose(statm);
  }
  limit(RLIMIT_AS, kMemoryMax + static_cast<rlim_t>(pages_held) *
                                    static_cast<rlim_t>(::sysconf(_SC_PAGESIZE)));
#endif
  for (auto const signal : {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGINT, SIGTERM}) {
    std::signal(signal, SIG_DFL);
  }
  ::close(STDERR_FILENO);  // what poppler's own libraries say is not for the user
  auto sender = Sender{to};
  auto ending = Ending::damaged;
  try {
    ending = send_all(bytes, sender);
  } catch (std::exception const&) { ::_exit(1); }
  sender.put(Tag::end, ending);
  sender.flush();
  ::_exit(0);
}

// The parent --------------------------------------------------------------------------------------

// Takes what the child sends apart, trusting none of it.
class Receiver {
 public:
  void take(std::string_view bytes) {
    held_ += bytes;
    auto at = std::size_t{0};
    while (!broken_ && next(at)) {}
    held_.erase(0, at);
  }
  bool broken() const { return broken_; }
  std::optional<Ending> ending() const { return ending_; }
  std::vector<PdfPage> const& pages() const { return pages_; }

 private:
  template <class T>
  bool get(std::size_t at, T& to) const {
    if (held_.size() - at < 1 + sizeof to) { return false; }
    std::memcpy(&to, held_.data() + at + 1, sizeof to);
    return true;
  }

  bool next(std::size_t& at) {
    if (at >= held_.size()) { return false; }
    switch (static_cast<Tag>(held_[at])) {
      case Tag::page: {
        auto sent = SentPage{};
        if (!get(at, sent)) { return false; }
        pages_.push_back({sent.width, sent.height, {}});
        at += 1 + sizeof sent;
        return true;
      }
      case Tag::word: {
        auto sent = SentWord{};
        if (!get(at, sent) || held_.size() - at < 1 + sizeof sent + sent.bytes) { return false; }
        if (pages_.empty() || sent.bytes > kWordBytesMax) { break; }
        pages_.back().words.push_back({sent.box, sent.size,
                                       held_.substr(at + 1 + sizeof sent, sent.bytes),
                                       sent.space_after != 0});
        at += 1 + sizeof sent + sent.bytes;
        return true;
      }
      case Tag::end: {
        auto ending = Ending{};
        if (!get(at, ending)) { return false; }
        ending_ = ending;
        at += 1 + sizeof ending;
        return true;
      }
    }
    broken_ = true;
    return false;
  }

  std::string held_;
  std::vector<PdfPage> pages_;
  std::optional<Ending> ending_;
  bool broken_{};
};

struct Child {
  pid_t id{};
  int from{};
  ~Child() {
    ::close(from);
    ::kill(id, SIGKILL);
    while (::waitpid(id, nullptr, 0) < 0 && errno == EINTR) {}
  }
};

Error too_costly() {
  return {Code::limit,
          "PDF 读得过久、过大或让解析程序出错，已停下",
          {},
          "请在阅读器中打开后另存为新的 PDF，或分成几个文件"};
}

Error of(Ending ending) {
  switch (ending) {
    case Ending::locked:
      return {Code::bad_input, "PDF 有密码", {}, "请去掉密码后再读"};
    case Ending::too_many_pages:
      return {Code::limit, "PDF 超过 2 万页", {}, "请分成几个文件"};
    default:
      return {Code::bad_input, "PDF 损坏或没有传完", {}, "请重新下载，或在阅读器中打开后另存"};
  }
}

Result<std::vector<PdfPage>> pages_of(std::string_view bytes) {
  int ends[2];
  if (::pipe(ends) != 0) { return Error{Code::unavailable, "系统资源不足，开不了管道", {}, {}}; }
  auto const id = ::fork();
  if (id < 0) {
    ::close(ends[0]);
    ::close(ends[1]);
    return Error{Code::unavailable, "系统资源不足，开不了子进程", {}, "稍后再试"};
  }
  if (id == 0) {
    ::close(ends[0]);
    run_child(bytes, ends[1]);
  }
  ::close(ends[1]);
  auto const child = Child{id, ends[0]};
  using Clock = std::chrono::steady_clock;
  // A child that waits spends no processor time: the wall counts too, generously.
  auto const until = Clock::now() + std::chrono::seconds{3 * kPdfSecondsMax};
  auto receiver = Receiver{};
  auto sent = std::size_t{0};
  auto buffer = std::vector<char>(std::size_t{1} << 16);
  while (Clock::now() < until && sent < kSentMax && !receiver.broken()) {
    auto waiting = pollfd{child.from, POLLIN, 0};
    if (::poll(&waiting, 1, 1000) <= 0) { continue; }
    auto const n = ::read(child.from, buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) { continue; }
    if (n <= 0) { break; }
    sent += static_cast<std::size_t>(n);
    receiver.take({buffer.data(), static_cast<std::size_t>(n)});
  }
  if (!receiver.ending() || receiver.broken()) { return too_costly(); }
  if (*receiver.ending() != Ending::whole) { return of(*receiver.ending()); }
  return receiver.pages();
}

// Of the characters, how many a program without the font's own table could not name.
bool is_garbled(std::string_view text) {
  auto all = std::size_t{0}, bad = std::size_t{0};
  for (auto i = std::size_t{0}; i < text.size(); ++i) {
    auto const c = static_cast<unsigned char>(text[i]);
    if (c <= ' ' || (c & 0xc0) == 0x80) { continue; }
    ++all;
    auto const three = text.substr(i, 3);
    auto const private_use = three >= "\xee\x80\x80" && three <= "\xef\xa3\xbf";
    bad += three == "\xef\xbf\xbd" || (c >= 0xee && c <= 0xef && private_use) ? 1U : 0U;
  }
  return bad * 3 > all;
}

}  // namespace

Result<Document> read_pdf(std::string_view bytes) {
  if (bytes.size() > kPdfBytesMax) {
    return Error{Code::limit, "PDF 超过 512 MiB", {}, "请分成几个文件"};
  }
  auto const pages = pages_of(bytes);
  if (!pages) { return pages.error(); }
  auto document = layout_pages(*pages);
  // A page number or a stamp is not text yet.
  if (document.text.size() < std::min<std::size_t>(40, 3 + pages->size())) {
    return Error{Code::bad_input,
                 "PDF 里没有文字（是扫描件）",
                 {},
                 "请先做文字识别（OCR），或向发文单位要电子版"};
  }
  if (is_garbled(document.text)) {
    return Error{Code::bad_input,
                 "PDF 的字体缺对照表，取不出文字",
                 {},
                 "请用原稿另存为 docx，或先做文字识别（OCR）"};
  }
  return document;
}

}  // namespace chengjie::files
