using GoQueue.Publishing.Untyped;

namespace GoQueue;

/// <summary>Adds rules for messages whose kind is not known at compile time.</summary>
public static class ValidationBuilderExtensions
{
    /// <summary>
    /// Checks untyped messages whose action matches a pattern, behind the checks that each of them gets (topic, action, version, data). Events have their
    /// generated rules instead. Switched off by <see cref="GoQueueOptions.Validate"/>.
    /// </summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="actionPattern">Dot-separated words, <c>*</c> for one and <c>#</c> for any number: <c>user.*</c>.</param>
    /// <param name="validator">Adds a failure for each broken rule; must be thread-safe. A failure's text must not quote the data.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="actionPattern"/> is <see langword="null"/> or empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="validator"/> is <see langword="null"/>.</exception>
    public static TBuilder ValidateUntyped<TBuilder>(this TBuilder builder, string actionPattern, Action<GoQueueMessage, ICollection<ValidationFailure>> validator)
        where TBuilder : IGoQueueBuilder
    {
        ArgumentException.ThrowIfNullOrEmpty(actionPattern);
        ArgumentNullException.ThrowIfNull(validator);
        builder.Setup.UntypedRules.Add(new UntypedRule(actionPattern, validator));
        return builder;
    }
}
