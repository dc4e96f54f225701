using System.Numerics.Tensors;
using HyperFace.Embedding;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
builder.Services.AddHyperFaceEmbedding(options => options.Model = "models/my-model.json");
using IHost host = builder.Build();
await host.StartAsync();

var faces = host.Services.GetRequiredService<IEmbeddingGenerator<FaceImage, Embedding<float>>>();
var pair = await faces.GenerateAsync([FaceImage.FromFile("anna.jpg"), FaceImage.FromFile("visitor.jpg")]);
Console.WriteLine($"similarity {TensorPrimitives.CosineSimilarity(pair[0].Vector.Span, pair[1].Vector.Span):0.000}");
