# Puts the files of data/ into the program, so that it is one file to copy.
# Called as a script at build time: cmake -DIN=file -DNAME=name -DOUT=file.cc -P embed.cmake
file(READ ${IN} bytes HEX)
string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
string(REGEX REPLACE "(................................................................................)" "\\1\n" bytes "${bytes}")
string(MAKE_C_IDENTIFIER ${NAME} id)
file(WRITE ${OUT} "#include <cstddef>
extern unsigned char const chengjie_data_${id}[];
extern std::size_t const chengjie_data_${id}_size;
unsigned char const chengjie_data_${id}[] = {${bytes}0};
std::size_t const chengjie_data_${id}_size = sizeof(chengjie_data_${id}) - 1;
")
