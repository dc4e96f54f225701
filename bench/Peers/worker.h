// What the programs of bench/Peers have in common: they build an index and leave, or open it and answer line by line.
//   PROGRAM build TEMPLATES COUNT DIMENSION THREADS INDEX KIND   ->   "built SECONDS"
//   PROGRAM serve PROBES DIMENSION INDEX KIND                    ->   "opened SECONDS BYTES", up to the first answer
//     search WIDTH RERANK K FIRST COUNT THREADS                  ->   "SECONDS P50_US P99_US ID ID ...": K for each probe
// TEMPLATES and PROBES are files of float32 vectors of unit length. One call searches with one probe; THREADS of them
// go on side by side. What WIDTH and RERANK mean is each program's own; -1 stands for nobody.
#pragma once
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

struct Peer {
    virtual ~Peer() = default;
    // Seconds that it took. INDEX is where the result will be saved; what is kept on the way lies beside it.
    virtual double build(const float* templates, size_t count, int threads, const std::string& index) = 0;
    virtual void save(const std::string& path) = 0;
    virtual void open(const std::string& path) = 0;
    virtual void set(int width, int rerank, int k) = 0;
    virtual void begin_thread() {}
    virtual void search(const float* probe, int k, int64_t* ids) = 0;
};

struct Vectors {
    const float* first = nullptr;
    size_t bytes = 0;
    explicit Vectors(const char* path) {
        int file = ::open(path, O_RDONLY);
        struct stat status;
        if (file < 0 || fstat(file, &status) != 0) { perror(path); exit(2); }
        bytes = status.st_size;
        void* place = mmap(nullptr, bytes, PROT_READ, MAP_SHARED, file, 0);
        if (place == MAP_FAILED) { perror(path); exit(2); }
        first = static_cast<const float*>(place);
    }
};

static double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

static size_t resident_bytes() {
    size_t all = 0, resident = 0;
    if (FILE* file = fopen("/proc/self/statm", "r")) {
        if (fscanf(file, "%zu %zu", &all, &resident) != 2) resident = 0;
        fclose(file);
    }
    return resident * sysconf(_SC_PAGESIZE);
}

static void answer(Peer& peer, const float* probes, size_t dimension, int k, size_t count, int threads) {
    std::vector<int64_t> ids(count * k, -1);
    std::vector<double> times(count);
    std::atomic<size_t> next{0};
    std::atomic<int> ready{0};
    auto work = [&] {
        peer.begin_thread();
        for (ready++; ready < threads;) {}
        for (size_t i; (i = next++) < count;) {
            double begun = now();
            peer.search(probes + i * dimension, k, &ids[i * k]);
            times[i] = (now() - begun) * 1e6;
        }
    };
    std::vector<std::thread> others;
    for (int t = 1; t < threads; t++) others.emplace_back(work);
    while (ready < threads - 1) {}
    double begun = now();
    work();
    for (auto& other : others) other.join();
    double seconds = now() - begun;
    std::sort(times.begin(), times.end());
    printf("%.6f %.2f %.2f", seconds, times[count / 2], times[count * 99 / 100]);
    for (int64_t id : ids) printf(" %lld", (long long)id);
    printf("\n");
    fflush(stdout);
}

static int serve(int argc, char** argv, std::unique_ptr<Peer> (*make)(const std::string& kind, size_t dimension)) {
    // A benchmark that was killed leaves no build behind that would go on for an hour beside the next one.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    std::string task = argc > 1 ? argv[1] : "";
    if (task == "build" && argc == 8) {
        Vectors templates(argv[2]);
        size_t count = atoll(argv[3]), dimension = atoll(argv[4]);
        if (templates.bytes < count * dimension * sizeof(float)) return 2;
        auto peer = make(argv[7], dimension);
        printf("built %.3f\n", peer->build(templates.first, count, atoi(argv[5]), argv[6]));
        peer->save(argv[6]);
        return 0;
    }
    if (task != "serve" || argc != 6) return 2;

    Vectors probes(argv[2]);
    size_t dimension = atoll(argv[3]);
    auto peer = make(argv[5], dimension);
    peer->begin_thread();
    size_t before = resident_bytes();
    double begun = now();
    int64_t first_answer;
    peer->open(argv[4]);
    peer->search(probes.first, 1, &first_answer);
    double seconds = now() - begun;
    printf("opened %.6f %zu\n", seconds, resident_bytes() - before);
    fflush(stdout);

    std::string verb;
    int width, rerank, k, threads;
    size_t first, count;
    while (std::cin >> verb >> width >> rerank >> k >> first >> count >> threads) {
        peer->set(width, rerank, k);
        answer(*peer, probes.first + first * dimension, dimension, k, count, threads);
    }
    return 0;
}
