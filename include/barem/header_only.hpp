// All of barem for programs that link barem::header_only: nothing of it is built beforehand. One file of the program says
//
//     #define BAREM_IMPLEMENTATION
//     #include <barem/header_only.hpp>
//
// and compiles all of it; every other file includes <barem/barem.hpp>, <barem/bind.hpp> and so on, which stay cheap.
#include <barem/barem.hpp>

#ifdef BAREM_IMPLEMENTATION
#include <barem/implementation/all.hpp>
#endif
