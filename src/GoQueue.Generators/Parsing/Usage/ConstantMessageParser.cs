using System.Collections.Immutable;
using GoQueue.Generators.Parsing.Routing;
using GoQueue.Generators.Parsing.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GoQueue.Generators.Parsing.Usage;

/// <summary>
/// Judges the constants in the creation of an event by the rules of its members and by the routing key that they are part of, and those in
/// the creations inside of it by their rules. Left alone is whatever may still turn out valid: other constructors, re-declared properties,
/// members that a <c>with</c> overwrites, default values.
/// </summary>
internal sealed class ConstantMessageParser
{
    private readonly KnownSymbols _known;
    private readonly INamedTypeSymbol _event;
    private readonly CancellationToken _cancellationToken;
    private readonly ImmutableArray<BrokenConstant>.Builder _broken = ImmutableArray.CreateBuilder<BrokenConstant>();
    private readonly bool _isValidated;
    private readonly ConstantKeyRule? _key;
    private int _depth;

    private ConstantMessageParser(INamedTypeSymbol @event, EventAttribute attribute, KnownSymbols known, CancellationToken cancellationToken)
    {
        _event = @event;
        _isValidated = attribute.Validate;
        _key = ConstantKeyRule.Of(attribute);
        _known = known;
        _cancellationToken = cancellationToken;
    }

    /// <summary>
    /// Whether the operation makes an event, and is not part of another such operation. A constant of the user's own,
    /// <c>static readonly UserCreated Empty = new("")</c>, is what others are made of, and no message.
    /// </summary>
    public static bool IsRoot(IOperation operation, KnownSymbols known)
    {
        if (!MakesEvent(operation, known))
        {
            return false;
        }

        var outermost = operation;
        for (var holder = PublishedValues.Of(operation); holder is not null; holder = PublishedValues.Of(holder))
        {
            if (MakesEvent(holder, known))
            {
                return false;
            }

            outermost = holder;
        }

        return !IsConstantOfTheUsers(outermost.Parent);
    }

    private static bool IsConstantOfTheUsers(IOperation? target) => target switch
    {
        IFieldInitializerOperation { InitializedFields: [{ IsStatic: true, IsReadOnly: true }] } => true,
        IPropertyInitializerOperation { InitializedProperties: [{ IsStatic: true, SetMethod: null }] } => true,
        _ => false,
    };

    /// <summary>The constants that break rules.</summary>
    /// <param name="root">The creation of an event, or a <c>with</c> on one.</param>
    /// <param name="known">The types of the compilation.</param>
    /// <param name="cancellationToken">Ends the parse.</param>
    public static ImmutableArray<BrokenConstant> Parse(IOperation root, KnownSymbols known, CancellationToken cancellationToken)
    {
        var type = (INamedTypeSymbol)root.Type!;
        if (EventAttribute.Of(type, known) is not { } attribute)
        {
            return [];
        }

        var parser = new ConstantMessageParser(type, attribute, known, cancellationToken);
        parser.CheckValue(root, type);
        return parser._broken.ToImmutable();
    }

    /// <summary>The same of what an event gives to the positional members of its base, whoever makes it: <c>: Parent("…")</c>.</summary>
    /// <param name="call">The call of the base's primary constructor.</param>
    /// <param name="type">The type that calls it; not an event gives nothing.</param>
    /// <param name="known">The types of the compilation.</param>
    /// <param name="cancellationToken">Ends the parse.</param>
    public static ImmutableArray<BrokenConstant> ParseBaseCall(IInvocationOperation call, INamedTypeSymbol type, KnownSymbols known, CancellationToken cancellationToken)
    {
        if (EventAttribute.Of(type, known) is not { } attribute)
        {
            return [];
        }

        var parser = new ConstantMessageParser(type, attribute, known, cancellationToken);
        var given = new ConstantArguments();
        foreach (var argument in call.Arguments)
        {
            // A property that the type declares itself is not the one that the base sets. An event that is made here is judged on its own.
            if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter }
                && ConstantReader.Of(argument.Value) is not null
                && !type.GetMembers(parameter.Name).Any(static member => member is IPropertySymbol)
                && DirectMembers.IsPassedOn(call.TargetMethod.ContainingType.OriginalDefinition, parameter.Name, type, known, cancellationToken))
            {
                parser.CheckMember(type, parameter.Name, parameter.Type, argument.Value, given);
            }
        }

        if (parser._isValidated)
        {
            parser._broken.AddRange(given.FindUnequal(known, cancellationToken));
        }

        return parser._broken.ToImmutable();
    }

    private static bool MakesEvent(IOperation operation, KnownSymbols known) =>
        operation is IObjectCreationOperation or IWithOperation
        && operation.Type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } type
        && EventAttribute.Of(type, known) is not null;

    /// <param name="value">What is given to a member.</param>
    /// <param name="declared">The member's type.</param>
    private void CheckValue(IOperation value, ITypeSymbol declared)
    {
        var given = new ConstantArguments();
        CheckValue(value, declared, [], given);
        if (_isValidated)
        {
            _broken.AddRange(given.FindUnequal(_known, _cancellationToken));
        }
    }

    /// <param name="value">What is given to a member.</param>
    /// <param name="declared">The member's type.</param>
    /// <param name="overwritten">The members that something later overwrites.</param>
    /// <param name="given">The constants that stay.</param>
    private void CheckValue(IOperation value, ITypeSymbol declared, ImmutableHashSet<string> overwritten, ConstantArguments given)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        switch (value)
        {
            case IConversionOperation { OperatorMethod: null } conversion:
                CheckValue(conversion.Operand, declared, overwritten, given);
                break;
            case IWithOperation { Type: INamedTypeSymbol type } with when Mentions(declared, type):
                CheckAssignments(type, with.Initializer, overwritten, given);
                CheckValue(with.Operand, declared, overwritten.Union(Assigned(with.Initializer)), given);
                break;
            case IObjectCreationOperation { Type: INamedTypeSymbol type } creation:
                if (Mentions(declared, type))
                {
                    CheckCreation(type, creation, overwritten, given);
                }

                CheckElements(creation.Initializer?.Initializers ?? [], declared);
                break;
            case ICollectionExpressionOperation collection:
                CheckElements(collection.Elements, declared);
                break;
            case IArrayCreationOperation { Initializer: { } elements }:
                CheckElements(elements.ElementValues, declared);
                break;
        }
    }

    private void CheckElements(ImmutableArray<IOperation> elements, ITypeSymbol declared)
    {
        foreach (var element in elements)
        {
            switch (element)
            {
                // new List<Line> { new(…) }, new Dictionary<string, Line> { { "a", new(…) } }
                case IInvocationOperation add:
                    foreach (var argument in add.Arguments)
                    {
                        CheckValue(argument.Value, declared);
                    }

                    break;

                // new Dictionary<string, Line> { ["a"] = new(…) }
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true } } assignment:
                    CheckValue(assignment.Value, declared);
                    break;
                // new Line { Sku = "" }: no element.
                case ISimpleAssignmentOperation:
                    break;
                default:
                    CheckValue(element, declared);
                    break;
            }
        }
    }

    private void CheckCreation(INamedTypeSymbol type, IObjectCreationOperation creation, ImmutableHashSet<string> overwritten, ConstantArguments given)
    {
        if (creation.Initializer is { } initializer)
        {
            CheckAssignments(type, initializer, overwritten, given);
            overwritten = overwritten.Union(Assigned(initializer));
        }

        if (creation.Constructor is null || !SymbolEqualityComparer.Default.Equals(creation.Constructor.OriginalDefinition, PrimaryConstructor.Of(type.OriginalDefinition)))
        {
            return;
        }

        foreach (var argument in creation.Arguments)
        {
            if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter }
                && !overwritten.Contains(parameter.Name)
                && DirectMembers.IsPassedOn(type.OriginalDefinition, parameter.Name, _event, _known, _cancellationToken))
            {
                CheckMember(type, parameter.Name, parameter.Type, argument.Value, given);
            }
        }
    }

    private void CheckAssignments(INamedTypeSymbol type, IObjectOrCollectionInitializerOperation initializer, ImmutableHashSet<string> overwritten, ConstantArguments given)
    {
        foreach (var operation in initializer.Initializers)
        {
            if (operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { IsIndexer: false } property } } assignment
                && !overwritten.Contains(property.Name)
                && DirectMembers.IsAuto(property.OriginalDefinition))
            {
                CheckMember(type, property.Name, property.Type, assignment.Value, given);
            }
        }
    }

    private void CheckMember(INamedTypeSymbol type, string member, ITypeSymbol memberType, IOperation value, ConstantArguments given)
    {
        if (ConstantReader.Of(value) is not { } constant)
        {
            _depth++;
            CheckValue(value, memberType);
            _depth--;
            return;
        }

        var broken = _isValidated && ConstantRules.Of(type, member, _known, _cancellationToken) is { } rules ? ConstantRules.Check(rules, constant) : [];
        if (broken.IsEmpty && _depth == 0 && _key?.Check(member, constant) is { } brokenKey)
        {
            broken = [brokenKey];
        }

        given.Add(type, member, constant, value.Syntax);
        foreach (var rule in broken)
        {
            _broken.Add(new BrokenConstant(value.Syntax.GetLocation(), type, member, rule));
        }
    }

    private static IEnumerable<string> Assigned(IObjectOrCollectionInitializerOperation initializer)
    {
        foreach (var operation in initializer.Initializers)
        {
            if (operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { IsIndexer: false } property } })
            {
                yield return property.Name;
            }
        }
    }

    /// <summary>Whether a value of a type, or of a collection type, is or holds one of exactly <paramref name="created"/>: what is validated is the declared type.</summary>
    private static bool Mentions(ITypeSymbol declared, INamedTypeSymbol created)
    {
        if (SymbolEqualityComparer.Default.Equals(declared, created))
        {
            return true;
        }

        switch (declared)
        {
            case IArrayTypeSymbol array:
                return Mentions(array.ElementType, created);
            case INamedTypeSymbol { TypeArguments: { IsEmpty: false } arguments }:
                foreach (var argument in arguments)
                {
                    if (Mentions(argument, created))
                    {
                        return true;
                    }
                }

                return false;
            default:
                return false;
        }
    }
}
