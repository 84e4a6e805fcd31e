using System.Text;
using GoQueue.Messages;
using GoQueue.Publishing.Routing;

namespace GoQueue;

/// <summary>Sets up a <see cref="GoQueueRouter"/>. Not thread-safe.</summary>
public sealed class GoQueueRouterBuilder
{
    private readonly Dictionary<string, IGoQueuePublisher> _publishers = new(StringComparer.Ordinal);
    private readonly List<Route> _routes = [];
    private string? _fallback;

    internal GoQueueRouterBuilder()
    {
    }

    /// <summary>Gives a publisher a name for the routes. In a container the names are those of <c>AddKeyedGoQueue</c>, and this is not needed.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="publisher">The publisher; its owner closes it.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is <see langword="null"/> or empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="publisher"/> is <see langword="null"/>.</exception>
    public GoQueueRouterBuilder AddPublisher(string name, IGoQueuePublisher publisher)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(publisher);
        _publishers[name] = publisher;
        return this;
    }

    /// <summary>
    /// Sends messages whose declared topic and action match to a publisher: <c>AddRoute(topic: "user.*", action: "order.#", to: "billing")</c>. The first matching
    /// route wins. Patterns are those of RabbitMQ's topic exchanges: words separated by dots, <c>*</c> for one word, <c>#</c> for none or more.
    /// </summary>
    /// <param name="to">The publisher's name.</param>
    /// <param name="topic">What the topic must match, or <see langword="null"/> for any. A message without a topic has the empty one.</param>
    /// <param name="action">What the action must match, or <see langword="null"/> for any. A template matches as it is written.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="GoQueueConfigurationException">There is no pattern, or one is empty, longer than 255 bytes of UTF-8, or has a <c>*</c> or <c>#</c> beside other characters in one word.</exception>
    /// <exception cref="ArgumentException"><paramref name="to"/> is <see langword="null"/> or empty.</exception>
    public GoQueueRouterBuilder AddRoute(string to, string? topic = null, string? action = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(to);
        if (topic is null && action is null)
        {
            throw new GoQueueConfigurationException($"The route to '{to}' has neither topic nor action, so that it would take everything: give it a pattern, or call UseFallback(\"{to}\").");
        }

        CheckPattern(topic, "topic", to);
        CheckPattern(action, "action", to);
        _routes.Add(new Route(topic, action, to));
        return this;
    }

    /// <summary>Where messages go that match no route. Required.</summary>
    /// <param name="name">The publisher's name.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is <see langword="null"/> or empty.</exception>
    public GoQueueRouterBuilder UseFallback(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _fallback = name;
        return this;
    }

    /// <param name="find">Finds a publisher that was not added here, or gives null.</param>
    /// <param name="known">The names that <paramref name="find"/> knows.</param>
    internal GoQueueRouter Build(Func<string, IGoQueuePublisher?> find, IReadOnlyCollection<string> known)
    {
        if (_fallback is null)
        {
            throw new GoQueueConfigurationException("The router has no fallback: call UseFallback(\"…\") with the publisher of messages that match no route.");
        }

        var fallback = Resolve(_fallback, "the fallback", find, known);
        return new GoQueueRouter(
            new RouteTable(_routes.ConvertAll(route => (route, Resolve(route.To, $"the route of {route}", find, known))), fallback), fallback);
    }

    private static void CheckPattern(string? pattern, string name, string to)
    {
        if (pattern is not null && (pattern.Length == 0 || Encoding.UTF8.GetByteCount(pattern) > MessageLimits.ShortStringBytes))
        {
            throw new GoQueueConfigurationException($"The {name} of the route to '{to}' must have 1 to {MessageLimits.ShortStringBytes} bytes of UTF-8; leave it out for any {name}.");
        }

        foreach (var word in pattern?.Split('.') ?? [])
        {
            // Not RabbitMQ's rule, where such a word is a word like others: no action can hold one of them, so that nothing would ever match.
            if (word is not ("*" or "#") && word.AsSpan().ContainsAny('*', '#'))
            {
                throw new GoQueueConfigurationException(
                    $"The {name} of the route to '{to}' is '{pattern}', which matches nothing because of '{word}': * stands for one whole word and # for any number of them, as in user.* or user.#.");
            }
        }
    }

    private IGoQueuePublisher Resolve(string name, string place, Func<string, IGoQueuePublisher?> find, IReadOnlyCollection<string> known)
    {
        if (_publishers.TryGetValue(name, out var publisher))
        {
            return publisher;
        }

        string[] names = [.. _publishers.Keys, .. known];
        return find(name) ?? throw new GoQueueConfigurationException(
            $"There is no publisher '{name}' for {place}: add it, AddKeyedGoQueue(\"{name}\", …) or AddPublisher(\"{name}\", …), or name one of those that exist ({(names.Length == 0 ? "none" : string.Join(", ", names))}).");
    }
}
