namespace GoQueue.Tests;

/// <summary>Says which class a test class is about: <c>grep 'Covers&lt;RetryPolicy&gt;'</c> finds the tests of RetryPolicy.</summary>
/// <typeparam name="T">The class.</typeparam>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class CoversAttribute<T> : Attribute;

/// <inheritdoc cref="CoversAttribute{T}"/>
/// <param name="type">The class, if it is static or generic.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class CoversAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}
