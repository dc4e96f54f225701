using HyperFace.Embedding;
using HyperFace.Indexer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
builder.Services.AddHyperFace(options => options.DataFolder = "data");
using IHost host = builder.Build();
await host.StartAsync();

GalleryStore galleries = host.Services.GetRequiredService<GalleryStore>();
GalleryJobs jobs = host.Services.GetRequiredService<GalleryJobs>();
FaceModels models = host.Services.GetRequiredService<FaceModels>();

Gallery staff = galleries.Create(GalleryDefinition.ForModel("staff", "models/my-model.json"));
Job job = await jobs.WaitAsync(jobs.StartEnrolment("staff", EnrolmentSource.Folder("photos")).JobId);
Console.WriteLine($"{job.State}: {job.Enrolment}");

FaceTemplate probe = models.For(staff).Embed(File.ReadAllBytes("visitor.jpg"));
Identification found = staff.Identify(probe);
Console.WriteLine($"{found.Decision}: {(found.Candidates is [var best, ..] ? best.SubjectId : "nobody")}");
