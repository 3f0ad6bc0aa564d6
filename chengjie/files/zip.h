// The parts of a ZIP container in memory, unpacked piece by piece under bounds. Only zip.cc
// includes libzip.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "chengjie/files/refused.h"

namespace chengjie::files {

class Zip {
 public:
  Zip();
  ~Zip();
  Zip(Zip const&) = delete;
  Zip& operator=(Zip const&) = delete;

  // `bytes` must outlive the archive. Refuses with damaged, encrypted or too_large.
  Outcome open(std::string_view bytes);
  bool has(std::string const& part) const;
  // A small part (workbook, styles) as a whole.
  Outcome read(std::string const& part, std::string& out) const;

  // A large part piece by piece.
  class Part {
   public:
    Part(Zip const&, std::string const& name);
    ~Part();
    Part(Part const&) = delete;
    Part& operator=(Part const&) = delete;
    bool ok() const { return handle_ != nullptr; }
    // Bytes read, 0 at the end; -1 when broken, -2 over kPartBytesMax or kUnpackRatioMax.
    std::ptrdiff_t read(char* to, std::size_t size);

   private:
    void* handle_{};
    std::uint64_t unpacked_{}, unpacked_max_{kPartBytesMax};
  };

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chengjie::files
