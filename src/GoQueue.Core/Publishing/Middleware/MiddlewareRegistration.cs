using GoQueue.Pipeline;

namespace GoQueue.Publishing.Middleware;

/// <summary>One middleware as the builder verbs collect it.</summary>
/// <param name="Make">Makes it, or gets it out of the container (null without one).</param>
/// <param name="Scope">Which messages it sees.</param>
internal sealed record MiddlewareRegistration(Func<IServiceProvider?, IPublishMiddleware> Make, MiddlewareScope Scope);
