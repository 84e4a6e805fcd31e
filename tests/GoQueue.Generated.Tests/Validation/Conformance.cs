using System.ComponentModel.DataAnnotations;
using Xunit;

namespace GoQueue.Generated.Tests.Validation;

/// <summary>Puts one value through generated validation and through the framework's, and demands the same findings in the same words.</summary>
internal static class Conformance
{
    /// <returns>Whether both found the value valid.</returns>
    public static bool Check<T>(T value)
        where T : class, IGoQueueEvent<T> => Check(value, value);

    /// <summary>The same, where the framework looks at a twin that has the attributes where it finds them.</summary>
    public static bool Check<T>(T value, object twin)
        where T : class, IGoQueueEvent<T>
    {
        var expected = new List<ValidationResult>();
        var isValid = Validator.TryValidateObject(twin, new ValidationContext(twin), expected, validateAllProperties: true);
        Assert.Equal(isValid, value.TryValidate(out var failures));
        Assert.Equal(
            expected.SelectMany(static r => r.MemberNames.DefaultIfEmpty(""), static (r, m) => (m, r.ErrorMessage!)).Order(),
            failures.Select(static f => (f.Path, f.Message)).Order());
        return isValid;
    }

    /// <summary>The same for each value of a table; the table must have valid and invalid ones, or it proves nothing.</summary>
    public static void Check<TValue, T>(IEnumerable<TValue> values, Func<TValue, T> make)
        where T : class, IGoQueueEvent<T>
    {
        var valid = 0;
        var count = 0;
        foreach (var value in values)
        {
            count++;
            valid += Check(make(value)) ? 1 : 0;
        }

        Assert.InRange(valid, 1, count - 1);
    }
}
