#include <barem/version.hpp>

#include <iostream>

int main() {
    std::cout << "barem " << barem::version() << '\n';
    return barem::version().empty() ? 1 : 0;
}
