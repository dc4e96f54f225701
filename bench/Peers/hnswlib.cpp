// hnswlib for the comparison; worker.h tells how it is spoken to. KIND is "M:EF_CONSTRUCTION", WIDTH is ef.
#include <hnswlib/hnswlib.h>
#include "worker.h"

struct Hnswlib : Peer {
    size_t dimension;
    int m = 16, ef_construction = 200;
    hnswlib::InnerProductSpace space;
    std::unique_ptr<hnswlib::HierarchicalNSW<float>> graph;

    Hnswlib(const std::string& kind, size_t dimension) : dimension(dimension), space(dimension) {
        if (sscanf(kind.c_str(), "%d:%d", &m, &ef_construction) != 2) exit(2);
    }

    void build(const float* templates, size_t count, int threads) override {
        graph = std::make_unique<hnswlib::HierarchicalNSW<float>>(&space, count, m, ef_construction);
        graph->addPoint(templates, 0);
        std::atomic<size_t> next{1};
        std::vector<std::thread> workers;
        for (int t = 0; t < threads; t++)
            workers.emplace_back([&] { for (size_t i; (i = next++) < count;) graph->addPoint(templates + i * dimension, i); });
        for (auto& worker : workers) worker.join();
    }

    void save(const std::string& path) override { graph->saveIndex(path); }

    void open(const std::string& path) override { graph = std::make_unique<hnswlib::HierarchicalNSW<float>>(&space, path); }

    void set(int width, int, int k) override { graph->setEf(std::max(width, k)); }

    void search(const float* probe, int k, int64_t* ids) override {
        auto found = graph->searchKnn(probe, k);
        while (!found.empty()) {
            ids[found.size() - 1] = found.top().second;
            found.pop();
        }
    }
};

int main(int argc, char** argv) {
    return serve(argc, argv, [](const std::string& kind, size_t dimension) -> std::unique_ptr<Peer> { return std::make_unique<Hnswlib>(kind, dimension); });
}
