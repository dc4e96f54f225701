namespace HyperFace.Host.Http.Requests;

/// <summary>Reads requests with faces: JSON with an image in base64, or a form with files; the rest is the same.</summary>
internal sealed class FaceBodies(JsonBody json, FormBody form)
{
    /// <summary>Reads the body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="imageOf">The image in a JSON body.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="Problems.ProblemException">The body is not of the expected form.</exception>
    public async Task<(T Body, IReadOnlyList<ImagePart> Images)> ReadAsync<T>(HttpRequest request, Func<T, byte[]?> imageOf, CancellationToken cancellation)
        where T : class
    {
        if (FormBody.IsForm(request))
        {
            (T fields, IReadOnlyList<ImagePart> files) = await form.ReadAsync<T>(request, cancellation).ConfigureAwait(false);
            return (fields, imageOf(fields) is { } field ? [.. files, new ImagePart(null, null, field)] : files);
        }

        T body = await json.ReadAsync<T>(request, cancellation).ConfigureAwait(false);
        return (body, imageOf(body) is { } image ? [new ImagePart(null, null, image)] : []);
    }
}
