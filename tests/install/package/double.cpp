#include <barem/bind.hpp>

struct pupil {
    double written = 0;
};

int main() { barem::binding<pupil>("pupil").field("written", &pupil::written); }
