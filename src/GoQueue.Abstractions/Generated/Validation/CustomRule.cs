using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace GoQueue.Generated.Validation;

/// <summary>
/// Runs what the user wrote: attributes derived from <see cref="ValidationAttribute"/>, and <see cref="IValidatableObject"/>. For these alone a
/// <see cref="ValidationContext"/> is made, with its display name: without one it would look for attributes by reflection.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CustomRule
{
    /// <summary>The rule name of what <see cref="IValidatableObject.Validate"/> returns.</summary>
    public const string ValidatableObject = "ValidatableObject";

    /// <summary>Checks a member, or with an empty <paramref name="member"/> the whole value.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="rule">Its name without "Attribute".</param>
    /// <param name="value">What is checked.</param>
    /// <param name="instance">The object that has the member.</param>
    /// <param name="member">The member; empty where the attribute stands on the type.</param>
    /// <param name="displayName">The member's or type's display name.</param>
    /// <param name="failures">Collects the failures.</param>
    public static void Check(
        ValidationAttribute attribute,
        string rule,
        object? value,
        object instance,
        string member,
        string displayName,
        ref ValidationFailures failures)
    {
        var context = new ValidationContext(instance, displayName, serviceProvider: null, items: null);
        if (member.Length > 0)
        {
            context.MemberName = member;
        }

        if (attribute.GetValidationResult(value, context) is { } result)
        {
            Add(result, rule, member, ref failures);
        }
    }

    /// <summary>Asks the value itself.</summary>
    /// <param name="value">The value.</param>
    /// <param name="displayName">The type's name.</param>
    /// <param name="failures">Collects the failures.</param>
    public static void Check(IValidatableObject value, string displayName, ref ValidationFailures failures)
    {
        var context = new ValidationContext(value, displayName, serviceProvider: null, items: null);
        foreach (var result in value.Validate(context) ?? [])
        {
            // ValidationResult.Success is null, and an iterator may yield it.
            if (result is not null)
            {
                Add(result, ValidatableObject, string.Empty, ref failures);
            }
        }
    }

    private static void Add(ValidationResult result, string rule, string member, ref ValidationFailures failures)
    {
        var message = result.ErrorMessage ?? string.Empty;
        var named = false;
        foreach (var name in result.MemberNames)
        {
            named = true;
            failures.Add(name ?? string.Empty, rule, message);
        }

        if (!named)
        {
            failures.Add(member, rule, message);
        }
    }
}
