// hnswlib behind a line protocol, for the comparison in bench/Peers.
//   hnswlib DATA TEMPLATES DIMENSION M EF_CONSTRUCTION THREADS
// DATA holds float32 vectors of unit length: the templates, then the probes. Built, it prints "built SECONDS BYTES".
//   search EF K FIRST COUNT   ->   "SECONDS P50_US P99_US ID ID ...": the best of each probe, one after the other
#include <hnswlib/hnswlib.h>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

static double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

int main(int argc, char** argv) {
    if (argc != 7) return 2;
    const size_t templates = atoll(argv[2]), dimension = atoll(argv[3]), threads = atoll(argv[6]);
    FILE* file = fopen(argv[1], "rb");
    if (!file) return 2;
    fseek(file, 0, SEEK_END);
    std::vector<float> data(ftell(file) / sizeof(float));
    rewind(file);
    if (fread(data.data(), sizeof(float), data.size(), file) != data.size()) return 2;
    fclose(file);

    double start = now();
    hnswlib::InnerProductSpace space(dimension);
    hnswlib::HierarchicalNSW<float> graph(&space, templates, atoi(argv[4]), atoi(argv[5]));
    graph.addPoint(data.data(), 0);
    std::atomic<size_t> next{1};
    std::vector<std::thread> workers;
    for (size_t t = 0; t < threads; t++)
        workers.emplace_back([&] { for (size_t i; (i = next++) < templates;) graph.addPoint(&data[i * dimension], i); });
    for (auto& worker : workers) worker.join();
    printf("built %.3f %zu\n", now() - start, (size_t)graph.size_data_per_element_ * templates);
    fflush(stdout);

    std::string verb;
    size_t ef, k, first, count;
    while (std::cin >> verb >> ef >> k >> first >> count) {
        graph.setEf(std::max(ef, k));
        std::vector<double> times;
        std::vector<size_t> ids;
        double began = now();
        for (size_t i = first; i < first + count; i++) {
            double t = now();
            auto found = graph.searchKnn(&data[(templates + i) * dimension], k);
            times.push_back((now() - t) * 1e6);
            while (found.size() > 1) found.pop();
            ids.push_back(found.top().second);
        }
        double seconds = now() - began;
        std::sort(times.begin(), times.end());
        printf("%.6f %.2f %.2f", seconds, times[times.size() / 2], times[times.size() * 99 / 100]);
        for (size_t id : ids) printf(" %zu", id);
        printf("\n");
        fflush(stdout);
    }
}
