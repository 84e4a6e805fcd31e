using GoQueue.Pipeline;

namespace GoQueue.Publishing.Middleware;

/// <summary>One middleware of a publisher.</summary>
/// <param name="Middleware">The instance.</param>
/// <param name="Scope">Which messages it sees.</param>
internal sealed record MiddlewareLayer(IPublishMiddleware Middleware, MiddlewareScope Scope)
{
    /// <summary>For people.</summary>
    public override string ToString()
    {
        var name = Middleware is LambdaMiddleware ? "a function" : Middleware.GetType().Name;
        return Scope.IsEverything ? name : $"{name} (for {Scope})";
    }
}
