using TorchSharp;
using static TorchSharp.torch;

namespace HyperFace.Training.Learning;

/// <summary>Stochastic gradient descent with momentum, weight decay where it is wanted, and gradients cut to a length.</summary>
internal sealed class Descent : IDisposable
{
    private readonly (Tensor Value, bool Decays, Tensor Velocity)[] _parameters;
    private readonly double _momentum;
    private readonly double _decay;
    private readonly double _mostGradient;

    public Descent(IEnumerable<(Tensor Value, bool Decays)> parameters, Recipe recipe)
    {
        _parameters = [.. parameters.Select(parameter => (parameter.Value, parameter.Decays, torch.zeros_like(parameter.Value).requires_grad_(false)))];
        _momentum = recipe.Momentum;
        _decay = recipe.Decay;
        _mostGradient = recipe.MostGradient;
    }

    /// <summary>How the parameters move, by names of this class's own.</summary>
    public IEnumerable<(string Name, Tensor Value)> Velocities => _parameters.Select((parameter, place) => (FormattableString.Invariant($"velocity {place}"), parameter.Velocity));

    /// <summary>Moves every parameter by its gradient, and forgets the gradients.</summary>
    public void Step(double rate)
    {
        using IDisposable _ = torch.no_grad();
        double length = Math.Sqrt(_parameters.Sum(parameter => (double)parameter.Value.grad!.square().sum().item<float>()));
        double factor = Math.Min(1, _mostGradient / (length + double.Epsilon));
        foreach ((Tensor value, bool decays, Tensor velocity) in _parameters)
        {
            Tensor gradient = value.grad!;
            velocity.mul_(_momentum).add_(gradient, factor);
            if (decays)
            {
                velocity.add_(value, _decay);
            }

            value.add_(velocity, -rate);
            gradient.zero_();
        }
    }

    public void Dispose()
    {
        foreach ((_, _, Tensor velocity) in _parameters)
        {
            velocity.Dispose();
        }
    }
}
