using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Auth.Storage.EfCore;

/// <summary>The names that the model gives tables and columns, quoted for its database.</summary>
internal sealed class SqlNames(DbContext context)
{
    private readonly ISqlGenerationHelper _sql = context.GetService<ISqlGenerationHelper>();

    public string Table<TRow>()
    {
        var table = TableOf<TRow>();
        return _sql.DelimitIdentifier(table.Name, table.Schema);
    }

    public string Column<TRow>(string property) =>
        _sql.DelimitIdentifier(TypeOf<TRow>().FindProperty(property)!.GetColumnName(TableOf<TRow>())!);

    public IEnumerable<IProperty> Properties<TRow>() => TypeOf<TRow>().GetProperties();

    private IEntityType TypeOf<TRow>() => context.Model.FindEntityType(typeof(TRow))!;

    private StoreObjectIdentifier TableOf<TRow>() =>
        StoreObjectIdentifier.Create(TypeOf<TRow>(), StoreObjectType.Table)!.Value;
}
